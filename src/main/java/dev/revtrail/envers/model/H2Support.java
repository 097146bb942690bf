package dev.revtrail.envers.model;

import java.sql.Connection;

/**
 * H2.
 */
final class H2Support implements DatabaseSupport {

	@Override
	public boolean choosesIndexByOrder() {
		return false;
	}

	/** Each table is seen as it was when it was read first at the level below. */
	@Override
	public int snapshotIsolation() {
		return Connection.TRANSACTION_SERIALIZABLE;
	}

	@Override
	public boolean keepsTimeLimit() {
		return true;
	}

}
