package dev.revtrail.envers.event;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.revtrail.context.ChangeContext;
import dev.revtrail.envers.index.TrackedPersistence;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.resource.jdbc.spi.LogicalConnectionImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.SimpleConnectionHandle;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.ResourceHolderSupport;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The transactions of independent entries, in sessions that know nothing of the host's
 * objects. A thread that holds a connection does not wait for a second one: once its
 * transaction has ended, or where it has none, it writes on the one that it holds.
 */
final class EventTransactions {

	private static final Log logger = LogFactory.getLog(EventTransactions.class);

	private final TrackedPersistence persistence;

	private final EventConnections connections;

	private final Supplier<ChangeContext> context;

	private final @Nullable JpaTransactionManager manager;

	EventTransactions(TrackedPersistence persistence, EventConnections connections, Supplier<ChangeContext> context) {
		this.persistence = persistence;
		this.connections = connections;
		this.context = context;
		PlatformTransactionManager manager = persistence.transactionManager();
		this.manager = (manager instanceof JpaTransactionManager ofJpa) ? ofJpa : null;
	}

	/**
	 * Whether independent entries wait for the end of the current transaction. Where an
	 * answer is on its way already, it could not be taken back; JTA may end a transaction
	 * on any thread.
	 */
	boolean waitsForTheEnd() {
		return TransactionSynchronizationManager.isSynchronizationActive()
				&& TransactionSynchronizationManager.isActualTransactionActive() && this.manager != null
				&& !this.connections.isDedicated() && !this.context.get().isAnswerCommitted();
	}

	/**
	 * Works in a transaction of its own, now.
	 * @param ended whether the current transaction has ended, so that its connection is
	 * free
	 * @param tenant the tenant to write for; null for that of the thread
	 * @param bound how long to wait for a connection, and then for each answer of the
	 * database; zero for any time
	 * @param preparation what comes before, with the current entity manager, and may be
	 * done again
	 * @param work the work; done again where the held connection does not serve
	 */
	void execute(boolean ended, @Nullable Object tenant, Duration bound, Runnable preparation,
			Consumer<SessionImplementor> work) {
		if (this.manager == null) {
			preparation.run();
			this.persistence.newTransaction()
				.executeWithoutResult(
						(status) -> work.accept(this.persistence.entityManager().unwrap(SessionImplementor.class)));
			return;
		}
		SessionImplementor hosts = hostsSession();
		boolean free = ended || !TransactionSynchronizationManager.isSynchronizationActive()
				|| !TransactionSynchronizationManager.isActualTransactionActive();
		Connection held = (free && !this.connections.isDedicated()) ? held(hosts, this.manager) : null;
		if (held != null) {
			Object holders = (hosts != null) ? hosts.getTenantIdentifierValue() : null;
			try (EventSession session = this.connections.on(held, holders, bound)) {
				execute(session, preparation, work);
				return;
			}
			catch (RuntimeException ex) {
				if (!mayBeTheConnections(ex)) {
					throw ex;
				}
				logger.debug("Independent entries could not be written on the held connection.", ex);
			}
		}
		try (EventSession session = this.connections.open(tenant, bound)) {
			execute(session, preparation, work);
		}
	}

	/** A replica refuses to write, and a connection may be broken; values are neither. */
	private static boolean mayBeTheConnections(RuntimeException failure) {
		return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
			.anyMatch((cause) -> cause instanceof SQLException sql && !isOfValues(sql.getSQLState()));
	}

	/**
	 * SQL's classes 22, of data, and 23, of constraints; drivers have classes of their
	 * own.
	 */
	private static boolean isOfValues(@Nullable String state) {
		return state != null && (state.startsWith("22") || state.startsWith("23"));
	}

	private void execute(EventSession session, Runnable preparation, Consumer<SessionImplementor> work) {
		if (TransactionSynchronizationManager.isSynchronizationActive()
				|| TransactionSynchronizationManager.isActualTransactionActive()) {
			preparation.run();
		}
		else {
			asTheThreads(session.session(), preparation);
		}
		session.transaction(work);
	}

	/** Has the shared entity manager be a session, with which transactions are begun. */
	private void asTheThreads(SessionImplementor session, Runnable work) {
		EntityManagerFactory factory = factory();
		Object hosts = TransactionSynchronizationManager.unbindResourceIfPossible(factory);
		TransactionSynchronizationManager.bindResource(factory, new EntityManagerHolder(session));
		try {
			work.run();
		}
		finally {
			TransactionSynchronizationManager.unbindResource(factory);
			if (hosts != null) {
				TransactionSynchronizationManager.bindResource(factory, hosts);
			}
		}
	}

	private @Nullable SessionImplementor hostsSession() {
		if (TransactionSynchronizationManager.getResource(factory()) instanceof EntityManagerHolder holder) {
			EntityManager entityManager = holder.getEntityManager();
			return entityManager.isOpen() ? entityManager.unwrap(SessionImplementor.class) : null;
		}
		return null;
	}

	/**
	 * The connection of the thread's session, unless that is in a transaction that Spring
	 * does not know of, or of its transaction over plain JDBC.
	 */
	private static @Nullable Connection held(@Nullable SessionImplementor hosts, JpaTransactionManager manager) {
		if (hosts != null) {
			if (hosts.getTransactionCoordinator().isTransactionActive()) {
				return null;
			}
			LogicalConnectionImplementor connection = hosts.getJdbcCoordinator().getLogicalConnection();
			if (connection.isOpen() && connection.isPhysicallyConnected()) {
				return connection.getPhysicalConnection();
			}
		}
		return (manager.getDataSource() != null
				&& TransactionSynchronizationManager
					.getResource(manager.getDataSource()) instanceof ConnectionHolder holder
				&& holder.getConnectionHandle() instanceof SimpleConnectionHandle && isTheOnlyTransaction(holder))
						? holder.getConnection() : null;
	}

	/** Within that of another manager, the transaction would go on. */
	private static boolean isTheOnlyTransaction(ConnectionHolder holder) {
		return TransactionSynchronizationManager.getResourceMap()
			.values()
			.stream()
			.allMatch((resource) -> resource == holder || !(resource instanceof ResourceHolderSupport other)
					|| !other.isSynchronizedWithTransaction());
	}

	private EntityManagerFactory factory() {
		return this.persistence.entityManager().getEntityManagerFactory();
	}

}
