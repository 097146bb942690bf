package dev.revtrail.envers.event;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.Session;
import org.hibernate.Transaction;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

/**
 * A session separate from the host's. While it is open, its connection is writable and
 * limits the time to wait for the database.
 */
final class EventSession implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(EventSession.class);

	private final SessionImplementor session;

	private final Connection connection;

	private final @Nullable Connection own;

	private boolean readOnly;

	private @Nullable Integer timeout;

	/**
	 * Opens one.
	 * @param session the session
	 * @param connection its connection
	 * @param own the connection, where it ends with the session; else null
	 * @param bound how long the database may take for an answer; zero for any time
	 */
	EventSession(Session session, Connection connection, @Nullable Connection own, Duration bound) {
		this.session = (SessionImplementor) session;
		this.connection = connection;
		this.own = own;
		limit(bound);
	}

	SessionImplementor session() {
		return this.session;
	}

	/** Not every driver knows of such a limit. */
	private void limit(Duration bound) {
		try {
			int before = this.connection.getNetworkTimeout();
			if (!bound.isZero() && (before == 0 || before > bound.toMillis())) {
				this.connection.setNetworkTimeout(Runnable::run, Math.toIntExact(bound.toMillis()));
				this.timeout = before;
			}
		}
		catch (SQLException | AbstractMethodError ex) {
			logger.debug("The driver does not limit how long a connection waits.", ex);
		}
	}

	/** Works in a transaction. */
	void transaction(Consumer<SessionImplementor> work) {
		makeWritable();
		Transaction transaction = this.session.beginTransaction();
		try {
			work.accept(this.session);
		}
		catch (RuntimeException | Error ex) {
			rollback(transaction, ex);
			throw ex;
		}
		transaction.commit();
	}

	private static void rollback(Transaction transaction, Throwable failure) {
		try {
			transaction.rollback();
		}
		catch (RuntimeException ex) {
			failure.addSuppressed(ex);
		}
	}

	/** After a transaction that only read, the connection refuses to write. */
	private void makeWritable() {
		this.session.doWork((connection) -> {
			if (connection.isReadOnly()) {
				connection.setReadOnly(false);
				this.readOnly = true;
			}
		});
	}

	@Override
	public void close() {
		restore();
		this.session.close();
		if (this.own != null) {
			try {
				this.own.close();
			}
			catch (SQLException ex) {
				logger.warn("A connection for events could not be closed.", ex);
			}
		}
	}

	private void restore() {
		if (this.readOnly) {
			restore((connection) -> connection.setReadOnly(true));
		}
		Integer before = this.timeout;
		if (before != null) {
			restore((connection) -> connection.setNetworkTimeout(Runnable::run, before));
		}
	}

	/** A connection that is broken has failed the work already. */
	private void restore(Setting setting) {
		try {
			setting.set(this.connection);
		}
		catch (SQLException ex) {
			logger.debug("A connection could not be given back as it was.", ex);
		}
	}

	/** Sets something of a connection. */
	@FunctionalInterface
	private interface Setting {

		void set(Connection connection) throws SQLException;

	}

}
