package dev.revtrail.envers;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.sql.DataSource;

import org.hibernate.SessionBuilder;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.exception.JDBCConnectionException;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/**
 * Opens the sessions of what stands alone, and waits for connections no longer than it is
 * let.
 */
final class EventConnections {

	private static final int CONNECTING = 8;

	private static final long IDLE_SECONDS = 10;

	private final SessionFactoryImplementor sessionFactory;

	private final @Nullable DataSource dataSource;

	private final boolean routed;

	private final ExecutorService connecting;

	/**
	 * Creates them.
	 * @param sessionFactory the tracked factory
	 * @param hosts the data source of the tracked factory; null where it is not known
	 * @param dataSource the data source of events alone; null for none
	 */
	EventConnections(SessionFactoryImplementor sessionFactory, @Nullable DataSource hosts,
			@Nullable DataSource dataSource) {
		this.sessionFactory = sessionFactory;
		this.dataSource = dataSource;
		this.routed = isRouted((dataSource != null) ? dataSource : hosts);
		ThreadPoolExecutor threads = new ThreadPoolExecutor(CONNECTING, CONNECTING, IDLE_SECONDS, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), (work) -> {
					Thread thread = new Thread(work, "revtrail-connect");
					thread.setDaemon(true);
					return thread;
				});
		threads.allowCoreThreadTimeOut(true);
		this.connecting = threads;
	}

	private static boolean isRouted(@Nullable DataSource dataSource) {
		try {
			return dataSource != null && dataSource.isWrapperFor(AbstractRoutingDataSource.class);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("A data source does not say what it is.", ex);
		}
	}

	/** Whether events have a data source of their own. */
	boolean isDedicated() {
		return this.dataSource != null;
	}

	/**
	 * Opens a session on a connection that the thread holds and that stays open.
	 * @param held the connection
	 * @param tenant whose it is; null where there is one only
	 * @param bound how long to wait for each answer of the database; zero for any time
	 */
	EventSession on(Connection held, @Nullable Object tenant, Duration bound) {
		return new EventSession(builder(tenant).connection(held).openSession(), held, null, bound);
	}

	/**
	 * Opens a session on a connection of its own.
	 * @param bound how long to wait for the connection, and then for each answer of the
	 * database; zero for any time
	 */
	EventSession open(Duration bound) {
		if (this.dataSource != null) {
			Opened opened = within(bound, () -> new Opened(null, this.dataSource.getConnection()));
			return new EventSession(builder(null).connection(opened.connection()).openSession(), opened.connection(),
					opened.connection(), bound);
		}
		// The tenant is known on this thread only
		SessionImplementor session = (SessionImplementor) builder(null).openSession();
		Opened opened = within(bound, () -> {
			try {
				return new Opened(session, session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection());
			}
			catch (RuntimeException ex) {
				session.close();
				throw ex;
			}
		});
		return new EventSession(session, opened.connection(), null, bound);
	}

	private SessionBuilder builder(@Nullable Object tenant) {
		SessionBuilder builder = this.sessionFactory.withOptions();
		return (tenant != null) ? builder.tenantIdentifier(tenant) : builder;
	}

	/**
	 * Where the data source asks the thread whose connection it wants, it cannot be
	 * another.
	 */
	private Opened within(Duration bound, Opening opening) {
		if (bound.isZero() || this.routed) {
			return opened(opening);
		}
		CompletableFuture<Opened> wanted = new CompletableFuture<>();
		this.connecting.execute(() -> {
			if (!wanted.isDone()) {
				connect(opening, wanted);
			}
		});
		try {
			return wanted.get(bound.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw (RuntimeException) ex.getCause();
		}
		catch (TimeoutException ex) {
			wanted.cancel(false);
			throw unavailable("No connection was free within " + bound.toMillis() + " ms (revtrail.events.timeout).",
					ex);
		}
		catch (InterruptedException ex) {
			wanted.cancel(false);
			Thread.currentThread().interrupt();
			throw unavailable("The thread was interrupted while it waited for a connection.", ex);
		}
	}

	private static void connect(Opening opening, CompletableFuture<Opened> wanted) {
		try {
			Opened opened = opened(opening);
			if (!wanted.complete(opened)) {
				opened.close();
			}
		}
		catch (RuntimeException ex) {
			wanted.completeExceptionally(ex);
		}
	}

	private static Opened opened(Opening opening) {
		try {
			return opening.open();
		}
		catch (SQLException ex) {
			throw new JDBCConnectionException("No connection could be opened.", ex);
		}
	}

	private static RuntimeException unavailable(String message, Exception cause) {
		return new JDBCConnectionException(message, new SQLTransientConnectionException(message, cause));
	}

	/** Opens something. */
	@FunctionalInterface
	private interface Opening {

		Opened open() throws SQLException;

	}

	/**
	 * A connection that was opened.
	 *
	 * @param session the session that it belongs to; null where it stands alone
	 * @param connection the connection
	 */
	private record Opened(@Nullable SessionImplementor session, Connection connection) {

		/** Nobody waits for it any more. */
		void close() {
			try {
				if (this.session != null) {
					this.session.close();
				}
				else {
					this.connection.close();
				}
			}
			catch (SQLException ex) {
				throw new JDBCConnectionException("A connection could not be closed.", ex);
			}
		}

	}

}
