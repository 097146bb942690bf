package dev.revtrail.envers.index;

import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.querydsl.jpa.impl.JPAQuery;
import dev.revtrail.QueryTimedOutException;
import dev.revtrail.envers.model.Databases;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.Query;
import jakarta.persistence.QueryTimeoutException;
import org.hibernate.Session;
import org.hibernate.TransactionException;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.resource.jdbc.spi.LogicalConnectionImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads in the host's transaction where there is one, or in one of its own, and for a
 * bounded time only.
 */
final class BoundedReads {

	private static final String TIMEOUT = "jakarta.persistence.query.timeout";

	private final EntityManager entityManager;

	private final TransactionTemplate transaction;

	/** Not only reads, so that a replica does not serve it. */
	private final TransactionTemplate onPrimary;

	private final Duration longest;

	private final LogObservations observations;

	private final boolean limitStays;

	/** When the reads of this thread must have ended, by {@link System#nanoTime()}. */
	private final ThreadLocal<Long> deadline = new ThreadLocal<>();

	BoundedReads(TrackedPersistence persistence) {
		this.entityManager = persistence.entityManager();
		this.longest = persistence.queryTimeout();
		this.observations = persistence.observations();
		this.transaction = transaction(persistence, true);
		this.onPrimary = transaction(persistence, false);
		this.limitStays = isBounded() && Databases
			.of(this.entityManager.getEntityManagerFactory()
				.unwrap(SessionFactoryImplementor.class)
				.getJdbcServices()
				.getDialect())
			.keepsTimeLimit();
	}

	private TransactionTemplate transaction(TrackedPersistence persistence, boolean readOnly) {
		TransactionTemplate transaction = new TransactionTemplate(persistence.transactionManager());
		transaction.setReadOnly(readOnly);
		transaction.setTimeout(isBounded() ? seconds() : TransactionDefinition.TIMEOUT_DEFAULT);
		return transaction;
	}

	/**
	 * Reads several times within the time that one read may take.
	 * @param work the reads
	 * @return what they return
	 */
	<T> T inOneTimeLimit(Supplier<T> work) {
		if (!isBounded() || this.deadline.get() != null) {
			return work.get();
		}
		this.deadline.set(System.nanoTime() + this.longest.toNanos());
		try {
			return work.get();
		}
		finally {
			this.deadline.remove();
		}
	}

	/**
	 * Reads.
	 * @param work the reading
	 * @return what it read
	 * @throws QueryTimedOutException when it takes too long
	 */
	<T> T read(Supplier<T> work) {
		return read(this.transaction, work);
	}

	/**
	 * Reads the latest state, from where the host writes.
	 * @param work the reading
	 * @return what it read; empty within a transaction, which may see an earlier state
	 * and holds a connection
	 * @throws QueryTimedOutException when it takes too long
	 */
	<T> Optional<T> latest(Supplier<T> work) {
		return TransactionSynchronizationManager.isActualTransactionActive() ? Optional.empty()
				: Optional.of(read(this.onPrimary, work));
	}

	private <T> T read(TransactionTemplate transaction, Supplier<T> work) {
		return this.observations.read(() -> readOnce(transaction, work));
	}

	private <T> T readOnce(TransactionTemplate transaction, Supplier<T> work) {
		LogicalConnectionImplementor unused = unusedConnection();
		try {
			return Objects.requireNonNull(limited(transaction).execute((status) -> inTime(work)));
		}
		finally {
			if (unused != null && unused.isOpen()) {
				unused.manualDisconnect();
			}
		}
	}

	/** The transaction with the time that is left. */
	private TransactionTemplate limited(TransactionTemplate transaction) {
		if (this.deadline.get() == null) {
			return transaction;
		}
		TransactionTemplate limited = new TransactionTemplate(
				Objects.requireNonNull(transaction.getTransactionManager()), transaction);
		limited.setTimeout(seconds());
		return limited;
	}

	/**
	 * The connection of a session that is kept open for the view and has none yet: it
	 * would keep that of the read until the answer has been sent, however long that takes
	 * or the request waits.
	 */
	private @Nullable LogicalConnectionImplementor unusedConnection() {
		if (!TransactionSynchronizationManager.isActualTransactionActive()
				&& TransactionSynchronizationManager
					.getResource(this.entityManager.getEntityManagerFactory()) instanceof EntityManagerHolder holder
				&& holder.getEntityManager().isOpen()) {
			LogicalConnectionImplementor connection = holder.getEntityManager()
				.unwrap(SessionImplementor.class)
				.getJdbcCoordinator()
				.getLogicalConnection();
			return connection.isPhysicallyConnected() ? null : connection;
		}
		return null;
	}

	/**
	 * Bounds a query even in the host's transaction, whose time is the host's matter, and
	 * keeps it from flushing what the host has changed.
	 */
	void bound(JPAQuery<?> query) {
		query.setFlushMode(FlushModeType.COMMIT);
		if (isBounded()) {
			query.setHint(TIMEOUT, seconds() * 1000);
		}
	}

	/** The same for a query that is written as text. */
	void bound(Query query) {
		query.setFlushMode(FlushModeType.COMMIT);
		if (isBounded()) {
			query.setHint(TIMEOUT, seconds() * 1000);
		}
	}

	private <T> T inTime(Supplier<T> work) {
		try {
			return work.get();
		}
		catch (RuntimeException ex) {
			throw isTimeout(ex) ? new QueryTimedOutException(this.longest, ex) : ex;
		}
		finally {
			forgetLimit();
		}
	}

	/** H2 keeps a statement's limit for its connection, which others use after us. */
	private void forgetLimit() {
		if (this.limitStays) {
			this.entityManager.unwrap(Session.class).doWork((connection) -> {
				try (Statement statement = connection.createStatement()) {
					statement.setQueryTimeout(0);
				}
			});
		}
	}

	private boolean isTimeout(RuntimeException exception) {
		return isBounded() && Stream.<Throwable>iterate(exception, Objects::nonNull, Throwable::getCause)
			.anyMatch((cause) -> cause instanceof SQLTimeoutException || cause instanceof QueryTimeoutException
					|| cause instanceof org.hibernate.QueryTimeoutException || cause instanceof TransactionException
					|| cause instanceof TransactionTimedOutException);
	}

	private boolean isBounded() {
		return !this.longest.isZero();
	}

	/** JDBC knows whole seconds only. */
	private int seconds() {
		Long end = this.deadline.get();
		Duration left = (end != null) ? Duration.ofNanos(end - System.nanoTime()) : this.longest;
		if (left.isNegative() || left.isZero()) {
			throw new QueryTimedOutException(this.longest, new QueryTimeoutException("No time is left."));
		}
		return Math.toIntExact(left.plusNanos(999_999_999).toSeconds());
	}

}
