package dev.revtrail.envers.feed;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import dev.revtrail.envers.index.TrackedPersistence;
import dev.revtrail.envers.model.TrackedFactory;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Lends connections to the tracked factory's database, outside of any session where its
 * data source is known.
 */
final class MarkConnections {

	private final @Nullable DataSource dataSource;

	private final SessionFactoryImplementor sessionFactory;

	MarkConnections(TrackedFactory factory, TrackedPersistence persistence) {
		this.dataSource = persistence.dataSource();
		this.sessionFactory = factory.sessionFactory();
	}

	/**
	 * Works on a connection that is writable and commits each statement.
	 */
	<T> T call(Work<T> work) throws SQLException {
		if (this.dataSource != null) {
			try (Connection connection = this.dataSource.getConnection()) {
				return prepared(connection, work);
			}
		}
		try (Session session = this.sessionFactory.openSession()) {
			return session.doReturningWork((connection) -> prepared(connection, work));
		}
	}

	private static <T> T prepared(Connection connection, Work<T> work) throws SQLException {
		boolean commits = connection.getAutoCommit();
		boolean readOnly = connection.isReadOnly();
		if (readOnly) {
			connection.setReadOnly(false);
		}
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
			if (readOnly) {
				connection.setReadOnly(true);
			}
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
