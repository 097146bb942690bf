package dev.revtrail.envers;

import java.sql.Connection;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import dev.revtrail.context.ChangeContext;
import dev.revtrail.context.ChangeContext.Origin;
import dev.revtrail.context.EndedWork.Attempt;
import org.hibernate.LockMode;
import org.hibernate.SessionEventListener;
import org.hibernate.Transaction;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.internal.synchronization.AuditProcess;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;

/**
 * Capture for the tracked session factory. Keeps what each open transaction has changed,
 * has the revision attributed at its first change, and writes the entries once Envers has
 * written its rows.
 */
final class Capture {

	private final Map<Transaction, TransactionChanges> open = new ConcurrentHashMap<>();

	private final Set<SharedSessionContractImplementor> watched = Collections
		.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	private final Settlement settlement = new Settlement();

	private final TrackedFactory factory;

	private final EntryInsert entryInsert;

	private final EntryWriter writer;

	private final List<CommitStep> steps;

	private final Supplier<ChangeContext> context;

	private final Supplier<Clock> clock;

	private final RecordingState recording;

	/**
	 * Creates a capture.
	 * @param factory the tracked session factory
	 * @param entryInsert inserts entries
	 * @param writer writes the entries of a transaction
	 * @param steps write audit rows of their own before the entries are written
	 * @param context who is at work
	 * @param clock the time
	 */
	Capture(TrackedFactory factory, EntryInsert entryInsert, EntryWriter writer, List<CommitStep> steps,
			Supplier<ChangeContext> context, Supplier<Clock> clock) {
		this.factory = factory;
		this.entryInsert = entryInsert;
		this.writer = writer;
		this.steps = steps;
		this.context = context;
		this.clock = clock;
		this.recording = new RecordingState(clock);
	}

	TrackedFactory factory() {
		return this.factory;
	}

	EnversService envers() {
		return this.factory.envers();
	}

	TrackedModel model() {
		return this.factory.model();
	}

	/** What the session's transaction has changed so far. */
	TransactionChanges changes(SharedSessionContractImplementor session) {
		Transaction transaction = session.accessTransaction();
		TransactionChanges changes = this.open.get(transaction);
		if (changes == null) {
			changes = register(session, transaction);
			this.open.put(transaction, changes);
		}
		return changes;
	}

	/**
	 * Has a session beside the transaction's own work for the same transaction.
	 * @param side the session
	 * @param changes what the transaction has changed so far
	 * @param work the work
	 */
	void beside(SharedSessionContractImplementor side, TransactionChanges changes, Runnable work) {
		Transaction transaction = side.accessTransaction();
		this.open.put(transaction, changes);
		try {
			work.run();
		}
		finally {
			this.open.remove(transaction);
		}
	}

	/** Counts the tracked writes of the transaction on a connection. */
	int writesOn(Connection connection) {
		return changesOn(connection).map((changes) -> changes.flushes().count()).orElse(0);
	}

	/** Some tracked writes of the transaction on a connection have been undone. */
	void undoneOn(Connection connection) {
		changesOn(connection).ifPresent(TransactionChanges::undone);
	}

	private Optional<TransactionChanges> changesOn(Connection connection) {
		return this.open.values().stream().filter((changes) -> changes.isOn(connection)).findFirst();
	}

	private TransactionChanges register(SharedSessionContractImplementor session, Transaction transaction) {
		TransactionChanges changes = new TransactionChanges(session);
		watch(session);
		var callbacks = session.getTransactionCompletionCallbacksImplementor();
		boolean followsCallbacks = callbacks.hasBeforeCompletionCallbacks();
		callbacks.registerCallback((SharedSessionContractImplementor completing) -> {
			this.settlement.settle(completing, changes);
			new TakenChildren(this, completing).complete();
			ChildrenPlaces.complete(this, completing, changes);
			new GoneChildren(this, completing).complete();
		});
		// Asking Envers for its process registers its own step
		AuditProcess process = envers().getAuditProcessManager().get(session);
		RevtrailRevision revision = (RevtrailRevision) process.getCurrentRevisionData(session, false);
		Origin origin = context().current();
		attribute(revision, origin);
		changes.flushes().begin(revision, followsCallbacks);
		callbacks.registerCallback((SharedSessionContractImplementor completing) -> changes.enversDone());
		CommitObserver step = new CommitObserver(this, session, process, changes);
		session.getTransactionCoordinator().addObserver(step);
		callbacks.registerCallback((boolean success, SharedSessionContractImplementor completed) -> {
			completed.getTransactionCoordinator().removeObserver(step);
			this.open.remove(transaction);
			ended(origin, changes, success, completed);
		});
		return changes;
	}

	/**
	 * A rollback that fails, as its connection is broken, completes the transaction
	 * without a word; then the end of the session does.
	 */
	private void watch(SharedSessionContractImplementor session) {
		if (this.watched.add(session)) {
			session.getEventListenerManager().addListener(new SessionEventListener() {

				@Override
				public void end() {
					TransactionCoordinator coordinator = session.getTransactionCoordinator();
					if (Capture.this.open.containsKey(session.accessTransaction())
							&& !coordinator.getTransactionCoordinatorBuilder().isJta()
							&& !coordinator.isTransactionActive()) {
						session.getTransactionCompletionCallbacksImplementor().afterTransactionCompletion(false);
					}
				}

			});
		}
	}

	/** How many transactions have changes and have not ended. */
	int openTransactions() {
		return this.open.size();
	}

	private void ended(Origin origin, TransactionChanges changes, boolean success,
			SharedSessionContractImplementor session) {
		Long revision = changes.number();
		if (!success) {
			List<Attempt> attempts = changes.attempts(session, model());
			if (!attempts.isEmpty()) {
				context().rolledBack(origin, attempts);
			}
		}
		else if (revision != null) {
			this.recording.committed(changes.entries(), changes.nanos());
			context().committed(origin, revision);
		}
	}

	ChangeContext context() {
		return this.context.get();
	}

	/**
	 * A revision that was inserted before the commit stays in its session, for Envers.
	 * The objects of records that were written go.
	 */
	void cleared(EventSource session) {
		TransactionChanges changes = this.open.get(session.accessTransaction());
		if (changes == null) {
			return;
		}
		changes.release(model()::asksRecords);
		RevtrailRevision revision = changes.earlyRevision();
		if (revision != null) {
			EntityPersister persister = session.getEntityPersister(null, revision);
			session.getPersistenceContextInternal()
				.addEntity(revision, Status.MANAGED, persister.getValues(revision),
						session.generateEntityKey(Objects.requireNonNull(revision.getId()), persister), null,
						LockMode.NONE, true, persister, false);
		}
	}

	/** How recording goes. */
	RecordingState recording() {
		return this.recording;
	}

	EntryInsert entryInsert() {
		return this.entryInsert;
	}

	EntryWriter writer() {
		return this.writer;
	}

	/** What writes audit rows before the entries are written. */
	List<CommitStep> steps() {
		return this.steps;
	}

	/** Says on the revision who is at work, unless that has been said. */
	void attribute(RevtrailRevision revision) {
		if (!revision.isAttributed()) {
			revision.attribute(context().current());
		}
	}

	private static void attribute(RevtrailRevision revision, Origin origin) {
		if (!revision.isAttributed()) {
			revision.attribute(origin);
		}
	}

	Clock clock() {
		return this.clock.get();
	}

}
