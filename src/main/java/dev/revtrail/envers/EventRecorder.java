package dev.revtrail.envers;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import dev.revtrail.context.ChangeContext.Origin;
import jakarta.persistence.EntityManager;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.internal.revisioninfo.RevisionInfoGenerator;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes entries of what is no change of a record, each time as a revision.
 */
final class EventRecorder {

	private static final Log logger = LogFactory.getLog(EventRecorder.class);

	private final EntityManager entityManager;

	private final Capture capture;

	private final RevisionInfoGenerator revisions;

	private final EventTransactions transactions;

	private final WriteBehind writeBehind;

	private final Duration timeout;

	/**
	 * Creates a recorder.
	 * @param capture the capture
	 * @param persistence the tracked factory's
	 * @param transactions the transactions of what stands alone
	 * @param writeBehind writes what nobody waits for
	 * @param timeout how long callers wait at most
	 */
	EventRecorder(Capture capture, TrackedPersistence persistence, EventTransactions transactions,
			WriteBehind writeBehind, Duration timeout) {
		this.entityManager = persistence.entityManager();
		this.capture = capture;
		this.revisions = capture.envers().getConfig().getRevisionInfo().getRevisionInfoGenerator();
		this.transactions = transactions;
		this.writeBehind = writeBehind;
		this.timeout = timeout;
	}

	/**
	 * Writes entries in a transaction of their own: now, so that they thereby get their
	 * ids, or, within a transaction of the host, when that has ended and whatever becomes
	 * of it.
	 * @param entries the entries
	 * @throws RuntimeException when they cannot be written and fail closed; at the end of
	 * the host's transaction whoever commits it is told. Others are written in the
	 * background once the database answers again.
	 */
	void record(StandaloneEntries entries) {
		if (this.transactions.waitsForTheEnd()) {
			entries.prepare();
			EventsAtTheEnd.of(this).add(entries);
		}
		else {
			recordNow(List.of(entries));
		}
	}

	/** Writes entries now, in one transaction. */
	void recordNow(List<StandaloneEntries> entries) {
		try {
			write(this.timeout, entries);
		}
		catch (RuntimeException ex) {
			entries.stream().filter((one) -> !one.failClosed()).forEach((one) -> recordLater(one, ex));
			if (entries.stream().anyMatch(StandaloneEntries::failClosed)) {
				throw ex;
			}
		}
	}

	/** Writes entries now, in one transaction; nobody can be told of a failure. */
	void recordNowOrLater(List<StandaloneEntries> entries) {
		try {
			write(this.timeout, entries);
		}
		catch (RuntimeException ex) {
			entries.forEach((one) -> recordLater(one, ex));
		}
	}

	private void recordLater(StandaloneEntries entries, RuntimeException failure) {
		if (WriteBehind.isPassing(failure)) {
			logger.warn("An event is written later, as the database does not take it now: " + entries, failure);
			recordLater(entries);
		}
		else {
			logger.error("An event could not be recorded: " + entries, failure);
		}
	}

	/** Hands entries over to be written soon, on another thread. */
	void recordLater(StandaloneEntries entries) {
		this.writeBehind.later(() -> write(Duration.ZERO, List.of(entries)));
	}

	private void write(Duration bound, List<StandaloneEntries> entries) {
		try {
			this.transactions.execute(bound, () -> entries.forEach(StandaloneEntries::prepare),
					(session) -> entries.forEach((one) -> write(session, one)));
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
			RevtrailRevision revision = write(session, entries.origin(), entries.note(), entries.rows());
			entries.attempted(Objects.requireNonNull(revision.getId()));
		}
	}

	private Class<?> revisionClass() {
		return this.capture.envers().getConfig().getRevisionInfo().getRevisionInfoClass();
	}

	/** Whether the transaction at hand is the tracked factory's, and may write. */
	boolean canJoin() {
		return TransactionSynchronizationManager.isActualTransactionActive()
				&& !TransactionSynchronizationManager.isCurrentTransactionReadOnly()
				&& this.entityManager.isJoinedToTransaction();
	}

	/**
	 * Writes entries in the transaction at hand; they thereby get their ids.
	 * @param origin who did it, from where and in which request
	 * @param note a remark on the revision; null for none
	 * @param rows the entries, at least one
	 */
	void write(Origin origin, @Nullable String note, List<EntryRow> rows) {
		write(this.entityManager.unwrap(SessionImplementor.class), origin, note, rows);
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
