package dev.revtrail.envers.event;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.sql.DataSource;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.SessionBuilder;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.exception.JDBCConnectionException;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/**
 * Opens the sessions in which independent entries are written, and limits how long they
 * wait for connections.
 */
final class EventConnections {

	private static final Log logger = LogFactory.getLog(EventConnections.class);

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
					Thread thread = new Thread(null, work, "revtrail-connect", 0, false);
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
	 * @param tenant the tenant of the connection; null where there is one only
	 * @param bound how long to wait for each answer of the database; zero for any time
	 */
	EventSession on(Connection held, @Nullable Object tenant, Duration bound) {
		return new EventSession(builder(tenant).connection(held).openSession(), held, null, bound);
	}

	/**
	 * Opens a session on a connection of its own.
	 * @param tenant the tenant to write for; null for that of the thread
	 * @param bound how long to wait for the connection, and then for each answer of the
	 * database; zero for any time
	 */
	EventSession open(@Nullable Object tenant, Duration bound) {
		if (this.dataSource != null) {
			return openDedicated(this.dataSource, tenant, bound);
		}
		// The tenant is known on this thread only
		SessionImplementor session = (SessionImplementor) builder(tenant).openSession();
		Connection connection = within(bound, new Opening() {

			@Override
			public Connection open() {
				return session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection();
			}

			@Override
			public void abandon(@Nullable Connection opened) {
				session.close();
			}

		});
		return new EventSession(session, connection, null, bound);
	}

	private EventSession openDedicated(DataSource dataSource, @Nullable Object tenant, Duration bound) {
		Opening opening = new Opening() {

			@Override
			public Connection open() throws SQLException {
				return dataSource.getConnection();
			}

			@Override
			public void abandon(@Nullable Connection opened) throws SQLException {
				if (opened != null) {
					opened.close();
				}
			}

		};
		Connection connection = within(bound, opening);
		try {
			return new EventSession(builder(tenant).connection(connection).openSession(), connection, connection,
					bound);
		}
		catch (RuntimeException ex) {
			abandon(opening, connection, ex);
			throw ex;
		}
	}

	private SessionBuilder builder(@Nullable Object tenant) {
		SessionBuilder builder = this.sessionFactory.withOptions();
		return (tenant != null) ? builder.tenantIdentifier(tenant) : builder;
	}

	/**
	 * A data source that asks the thread for its connection must be asked on this one.
	 */
	private Connection within(Duration bound, Opening opening) {
		CompletableFuture<Connection> wanted = new CompletableFuture<>();
		if (bound.isZero() || this.routed) {
			connect(opening, wanted);
		}
		else {
			this.connecting.execute(() -> connect(opening, wanted));
		}
		try {
			await(wanted, bound);
			return wanted.join();
		}
		catch (CompletionException ex) {
			throw failure(Objects.requireNonNull(ex.getCause(), "It has the failure of the future."));
		}
	}

	/** A connection that comes at the last moment is taken. */
	private static void await(CompletableFuture<Connection> wanted, Duration bound) {
		try {
			wanted.get(bound.isZero() ? Long.MAX_VALUE : bound.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			// It is thrown when the connection is taken
			return;
		}
		catch (TimeoutException ex) {
			wanted.completeExceptionally(new SQLTransientConnectionException(
					"No connection was free within " + bound.toMillis() + " ms (revtrail.events.timeout).", ex));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			wanted.completeExceptionally(new SQLTransientConnectionException(
					"The thread was interrupted while it waited for a connection.", ex));
		}
	}

	private static void connect(Opening opening, CompletableFuture<Connection> wanted) {
		Connection opened;
		try {
			opened = wanted.isDone() ? null : opening.open();
		}
		catch (Exception | Error ex) {
			abandon(opening, null, ex);
			wanted.completeExceptionally(ex);
			return;
		}
		if (opened == null || !wanted.complete(opened)) {
			abandon(opening, opened, null);
		}
	}

	private static void abandon(Opening opening, @Nullable Connection opened, @Nullable Throwable failure) {
		try {
			opening.abandon(opened);
		}
		catch (SQLException | RuntimeException ex) {
			if (failure != null) {
				failure.addSuppressed(ex);
			}
			else {
				logger.warn("A connection for events could not be given back.", ex);
			}
		}
	}

	private static RuntimeException failure(Throwable cause) {
		if (cause instanceof SQLException ex) {
			return new JDBCConnectionException(ex.getMessage(), ex);
		}
		return (cause instanceof RuntimeException ex) ? ex
				: new IllegalStateException("A connection could not be opened.", cause);
	}

	/** Opens a connection, and gives it back where it is no longer wanted. */
	private interface Opening {

		Connection open() throws SQLException;

		/** Ends what was begun; the connection is null where none was opened. */
		void abandon(@Nullable Connection opened) throws SQLException;

	}

}
