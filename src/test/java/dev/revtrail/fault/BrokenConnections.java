package dev.revtrail.fault;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;

import com.zaxxer.hikari.SQLExceptionOverride;

/**
 * Has Hikari drop broken connections of H2, whose SQL states it does not know: it would
 * hand them out again and again while they are in use all the time.
 */
public final class BrokenConnections implements SQLExceptionOverride {

	@java.lang.Override
	public Override adjudicate(SQLException failure) {
		return (failure instanceof SQLNonTransientConnectionException) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
	}

}
