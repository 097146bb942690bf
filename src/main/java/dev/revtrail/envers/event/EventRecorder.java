package dev.revtrail.envers.event;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.revtrail.IdempotencyKeyException;
import dev.revtrail.context.Origin;
import dev.revtrail.envers.RevtrailRevision;
import dev.revtrail.envers.capture.Capture;
import dev.revtrail.envers.capture.TransactionGuard;
import dev.revtrail.envers.index.EntryRow;
import dev.revtrail.envers.index.TrackedPersistence;
import jakarta.persistence.EntityManager;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.internal.revisioninfo.RevisionInfoGenerator;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes entries of what is no change of a record, each time as a revision.
 */
public final class EventRecorder implements EventsAtTheEnd.Writer {

	private static final Log logger = LogFactory.getLog(EventRecorder.class);

	private final EntityManager entityManager;

	private final Capture capture;

	private final RevisionInfoGenerator revisions;

	private final EventTransactions transactions;

	private final TransactionTemplate newTransaction;

	private final WriteBehind writeBehind;

	private final Duration timeout;

	private final NoteKeys noteKeys;

	private final Consumer<List<StandaloneEntries>> inBackground = (entries) -> write(false, Duration.ZERO, entries);

	/**
	 * Creates a recorder.
	 * @param capture the capture
	 * @param persistence the tracked factory's
	 * @param transactions the transactions of independent entries
	 * @param writeBehind writes in the background
	 * @param timeout how long callers wait at most
	 * @param noteKeys the idempotency keys of notes
	 */
	EventRecorder(Capture capture, TrackedPersistence persistence, EventTransactions transactions,
			WriteBehind writeBehind, Duration timeout, NoteKeys noteKeys) {
		this.noteKeys = noteKeys;
		this.entityManager = persistence.entityManager();
		this.capture = capture;
		this.revisions = capture.envers().getConfig().getRevisionInfo().getRevisionInfoGenerator();
		this.transactions = transactions;
		this.newTransaction = persistence.newTransaction();
		this.writeBehind = writeBehind;
		this.timeout = timeout;
	}

	/**
	 * Writes entries in a transaction of their own: now, so that they get their ids, or,
	 * within a transaction of the host, after it has ended, regardless of its outcome.
	 * @param entries the entries
	 * @throws RuntimeException when they cannot be written and fail closed; at the end of
	 * the host's transaction, the commit throws it. Others are written in the background
	 * once the database answers again
	 */
	void record(StandaloneEntries entries) {
		if (!this.transactions.waitsForTheEnd() || !EventsAtTheEnd.of(this).hasRoom()) {
			recordNow(entries);
			return;
		}
		try {
			entries.prepare();
		}
		catch (RuntimeException ex) {
			if (entries.failClosed()) {
				throw ex;
			}
			logger.debug("An event is prepared later: " + entries, ex);
		}
		EventsAtTheEnd.of(this).add(entries);
	}

	/** Writes entries now, outside the current transaction. */
	public void recordNow(StandaloneEntries entries) {
		record(false, List.of(entries), StandaloneEntries::failClosed);
	}

	@Override
	public void write(List<StandaloneEntries> entries, boolean committed) {
		record(true, entries, (one) -> committed && one.failClosed());
	}

	private void record(boolean ended, List<StandaloneEntries> entries, Predicate<StandaloneEntries> failing) {
		RuntimeException failure = failure(ended, entries, failing);
		if (failure != null) {
			throw failure;
		}
	}

	/**
	 * Writes entries in one transaction, or, where one of them fails it, each in one of
	 * its own. Returns the failure of those that are to fail.
	 */
	private @Nullable RuntimeException failure(boolean ended, List<StandaloneEntries> entries,
			Predicate<StandaloneEntries> failing) {
		try {
			write(ended, this.timeout, entries);
			return null;
		}
		catch (RuntimeException ex) {
			if (entries.size() > 1 && !Outage.isCauseOf(ex)) {
				return entries.stream()
					.map((one) -> failure(ended, List.of(one), failing))
					.filter(Objects::nonNull)
					.reduce(null, (first, other) -> (first != null) ? first : other);
			}
			entries.stream().filter(failing.negate()).forEach((one) -> recordLater(one, ex));
			return entries.stream().anyMatch(failing) ? ex : null;
		}
	}

	private void recordLater(StandaloneEntries entries, RuntimeException failure) {
		if (Outage.isCauseOf(failure)) {
			logger.warn("An event is written later, as the database does not take it now: " + entries, failure);
			recordLater(entries);
		}
		else {
			this.writeBehind.countLost(1);
			logger.error("An event could not be recorded: " + entries, failure);
		}
	}

	/** Hands entries over to be written soon, on another thread. */
	void recordLater(StandaloneEntries entries) {
		entries.tenant(tenant());
		this.writeBehind.later(entries, this.inBackground);
	}

	private void write(boolean ended, Duration bound, List<StandaloneEntries> entries) {
		try {
			this.transactions.execute(ended, entries.get(0).tenant(), bound,
					() -> entries.forEach(StandaloneEntries::prepare),
					(session) -> entries.forEach((one) -> write(session, one)));
		}
		catch (IdempotencyKeyException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			this.capture.recording().failed(ex);
			throw ex;
		}
		this.capture.recording().recorded(entries.stream().mapToInt((one) -> one.rows().size()).sum());
	}

	private void write(SessionImplementor session, StandaloneEntries entries) {
		Long attempted = entries.attempted();
		if (attempted == null || session.find(revisionClass(), attempted) == null) {
			RevtrailRevision revision = writeOnce(session, entries);
			entries.attempted(Objects.requireNonNull(revision.getId()));
		}
	}

	/** Writes an entry with its key, or none of them where the key is there. */
	private RevtrailRevision writeOnce(SessionImplementor session, StandaloneEntries entries) {
		NoteKey key = entries.key();
		if (key == null) {
			return write(session, entries.origin(), entries.note(), entries.rows());
		}
		session.doWork((connection) -> this.noteKeys.insert(connection, key));
		RevtrailRevision revision = write(session, entries.origin(), entries.note(), entries.rows());
		session.doWork((connection) -> this.noteKeys.complete(connection, key, entries.rows().get(0).id));
		return revision;
	}

	private @Nullable Object tenant() {
		CurrentTenantIdentifierResolver<Object> resolver = this.capture.factory()
			.sessionFactory()
			.getCurrentTenantIdentifierResolver();
		return (resolver != null) ? resolver.resolveCurrentTenantIdentifier() : null;
	}

	private Class<?> revisionClass() {
		return this.capture.factory().revisionClass();
	}

	/**
	 * Whether the current transaction is the tracked factory's, and may write. The entity
	 * manager of an open session would deny it.
	 */
	public boolean canJoin() {
		return TransactionSynchronizationManager.isActualTransactionActive()
				&& !TransactionSynchronizationManager.isCurrentTransactionReadOnly()
				&& TransactionGuard.isInTransaction(this.entityManager.unwrap(SharedSessionContractImplementor.class));
	}

	/** Reads what has been written now, which the current transaction may not see. */
	public <T> T afterwards(Supplier<T> reading) {
		return Objects.requireNonNull(this.newTransaction.execute((status) -> reading.get()));
	}

	/**
	 * Writes entries in the current transaction; they thereby get their ids. Where that
	 * fails, the transaction can only be rolled back: the database may have rolled it
	 * back already, and some of the entries may be there.
	 */
	public void writeInTransaction(StandaloneEntries entries) {
		entries.prepare();
		SessionImplementor session = this.entityManager.unwrap(SessionImplementor.class);
		try {
			writeOnce(session, entries);
		}
		catch (RuntimeException ex) {
			session.getTransactionCoordinator().getTransactionDriverControl().markRollbackOnly();
			throw ex;
		}
	}

	/**
	 * Writes entries in the current transaction; they thereby get their ids.
	 * @param origin who did it, from where and in which request
	 * @param note a remark on the revision; null for none
	 * @param rows the entries, at least one
	 * @return the number of their revision
	 */
	public long write(Origin origin, @Nullable String note, List<EntryRow> rows) {
		RevtrailRevision revision = write(this.entityManager.unwrap(SessionImplementor.class), origin, note, rows);
		return Objects.requireNonNull(revision.getId());
	}

	/** What was written with a revision has been rolled back. */
	void rolledBack(long revision) {
		this.capture.recording().rolledBack(revision);
	}

	private RevtrailRevision write(SessionImplementor session, Origin origin, @Nullable String note,
			List<EntryRow> rows) {
		// As Envers makes its own, so that a host's listener completes the host's
		// attributes
		RevtrailRevision revision = (RevtrailRevision) this.revisions.generate();
		revision.attribute(origin);
		revision.setNote(note);
		session.persist(revision);
		session.getJdbcCoordinator().coordinateWork((executor, connection) -> {
			this.capture.entryInsert().insert(session, connection, revision, rows, 0);
			return null;
		});
		long number = Objects.requireNonNull(revision.getId());
		session.getTransactionCompletionCallbacks()
			.registerCallback((boolean success, SharedSessionContractImplementor completed) -> {
				if (success) {
					this.capture.context().committed(origin, number);
				}
			});
		return revision;
	}

}
