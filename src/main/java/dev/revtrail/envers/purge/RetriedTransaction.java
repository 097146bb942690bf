package dev.revtrail.envers.purge;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Objects;
import java.util.function.Supplier;

import dev.revtrail.envers.index.TrackedPersistence;
import dev.revtrail.envers.model.SqlFailures;

import org.springframework.transaction.support.TransactionTemplate;

/**
 * A transaction of its own, which is done again when a deadlock or a lock that others
 * hold for too long has ended it.
 */
final class RetriedTransaction {

	/** H2 waits for two seconds each time, MySQL for fifty. */
	private static final int ATTEMPTS = 20;

	private final TransactionTemplate transaction;

	RetriedTransaction(TrackedPersistence persistence) {
		this.transaction = persistence.newTransaction();
	}

	<T> T execute(Supplier<T> work) {
		for (int attempt = 1;; attempt++) {
			try {
				return Objects.requireNonNull(this.transaction.execute((status) -> work.get()));
			}
			catch (RuntimeException ex) {
				if (attempt == ATTEMPTS || !isConflict(ex)) {
					throw ex;
				}
			}
		}
	}

	private static boolean isConflict(RuntimeException exception) {
		for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLTransientException
					|| (cause instanceof SQLException failure && SqlFailures.isConflict(failure))) {
				return true;
			}
		}
		return false;
	}

}
