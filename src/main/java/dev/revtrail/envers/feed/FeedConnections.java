package dev.revtrail.envers.feed;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import dev.revtrail.envers.index.TrackedPersistence;
import dev.revtrail.envers.model.TrackedFactory;
import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Lends connections to the database of the tracked factory, outside of any session.
 */
final class FeedConnections {

	private final @Nullable DataSource dataSource;

	private final SessionFactoryImplementor sessionFactory;

	FeedConnections(TrackedFactory factory, TrackedPersistence persistence) {
		this.dataSource = persistence.dataSource();
		this.sessionFactory = factory.sessionFactory();
	}

	/**
	 * Works on a connection that commits each statement.
	 * @return the result; null where the host has connections that only read
	 */
	<T> @Nullable T call(Work<T> work) throws SQLException {
		if (this.dataSource != null) {
			try (Connection connection = this.dataSource.getConnection()) {
				return prepared(connection, work);
			}
		}
		JdbcConnectionAccess access = this.sessionFactory.getJdbcServices().getBootstrapJdbcConnectionAccess();
		Connection connection = access.obtainConnection();
		try {
			return prepared(connection, work);
		}
		finally {
			access.releaseConnection(connection);
		}
	}

	private static <T> @Nullable T prepared(Connection connection, Work<T> work) throws SQLException {
		if (connection.isReadOnly()) {
			return null;
		}
		boolean commits = connection.getAutoCommit();
		if (!commits) {
			connection.setAutoCommit(true);
		}
		try {
			return work.call(connection);
		}
		finally {
			if (!commits) {
				connection.setAutoCommit(false);
			}
		}
	}

	/**
	 * Works in a transaction on a connection that commits each statement.
	 * @return the result
	 */
	static <T> T inTransaction(Connection connection, Work<T> work) throws SQLException {
		connection.setAutoCommit(false);
		T result;
		try {
			result = work.call(connection);
			connection.commit();
		}
		catch (SQLException | RuntimeException | Error ex) {
			rollback(connection, ex);
			throw ex;
		}
		connection.setAutoCommit(true);
		return result;
	}

	/** A connection that does not roll back must not commit either. */
	private static void rollback(Connection connection, Throwable failure) {
		try {
			connection.rollback();
			connection.setAutoCommit(true);
		}
		catch (SQLException ex) {
			failure.addSuppressed(ex);
		}
	}

	/**
	 * Work on a connection.
	 *
	 * @param <T> the type of its result
	 */
	@FunctionalInterface
	interface Work<T> {

		T call(Connection connection) throws SQLException;

	}

}
