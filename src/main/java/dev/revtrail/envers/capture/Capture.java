package dev.revtrail.envers.capture;

import java.sql.Connection;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.revtrail.context.ChangeContext;
import dev.revtrail.context.Origin;
import dev.revtrail.context.AttemptedChange;
import dev.revtrail.envers.RevtrailRevision;
import dev.revtrail.envers.index.EntryInsert;
import dev.revtrail.envers.index.LogObservations;
import dev.revtrail.envers.model.TrackedFactory;
import dev.revtrail.envers.model.TrackedModel;
import org.hibernate.SessionEventListener;
import org.hibernate.Transaction;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.internal.synchronization.AuditProcess;
import org.hibernate.event.spi.EventSource;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;

/**
 * Capture for the tracked session factory. Keeps what each open transaction has changed,
 * has the revision attributed at its first change, and writes the entries once Envers has
 * written its rows.
 */
public final class Capture {

	private final Set<SharedSessionContractImplementor> watched = Collections
		.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	private final Settlement settlement = new Settlement();

	private final TrackedFactory factory;

	private final OpenTransactions transactions;

	private final EntryInsert entryInsert;

	private final List<CommitStep> steps;

	private final Supplier<ChangeContext> context;

	private final Supplier<Clock> clock;

	private final RecordingState recording;

	private final LogObservations observations;

	/**
	 * Creates a capture.
	 * @param factory the tracked session factory
	 * @param entryInsert inserts entries
	 * @param writer writes the entries of a transaction
	 * @param steps write audit rows of their own before the entries are written
	 * @param context who is at work
	 * @param clock the time
	 * @param observations observes what is written
	 */
	public Capture(TrackedFactory factory, EntryInsert entryInsert, EntryWriter writer, List<CommitStep> steps,
			Supplier<ChangeContext> context, Supplier<Clock> clock, LogObservations observations) {
		this.factory = factory;
		this.transactions = new OpenTransactions(factory, this::begin);
		this.entryInsert = entryInsert;
		this.steps = Stream.concat(steps.stream(), Stream.of(lateChanges(), writer)).toList();
		this.context = context;
		this.clock = clock;
		this.recording = new RecordingState(clock);
		this.observations = observations;
	}

	public TrackedFactory factory() {
		return this.factory;
	}

	public EnversService envers() {
		return this.factory.envers();
	}

	public TrackedModel model() {
		return this.factory.model();
	}

	/** Returns the transactions that have changed something and have not ended. */
	OpenTransactions transactions() {
		return this.transactions;
	}

	/** Returns what the session's transaction has changed so far. */
	public TransactionChanges changes(SharedSessionContractImplementor session) {
		return this.transactions.changes(session);
	}

	/** Returns what notes the children that a session takes from their parents. */
	public TakenChildren takenChildren(SharedSessionContractImplementor session) {
		return new TakenChildren(this.transactions, session);
	}

	/** Counts the tracked writes of the transaction on a connection. */
	public int writesOn(Connection connection) {
		return this.transactions.on(connection).map((changes) -> changes.flushes().count()).orElse(0);
	}

	/** Some tracked writes of the transaction on a connection have been undone. */
	public void undoneOn(Connection connection) {
		this.transactions.on(connection).ifPresent(TransactionChanges::undone);
	}

	private CommitStep lateChanges() {
		return (session, revision, changes) -> new LateChanges(this.transactions, session, revision).complete(changes);
	}

	private TransactionChanges begin(SharedSessionContractImplementor session, Transaction transaction) {
		TransactionChanges changes = new TransactionChanges(session);
		watch(session);
		var callbacks = session.getTransactionCompletionCallbacksImplementor();
		boolean followsCallbacks = callbacks.hasBeforeCompletionCallbacks();
		callbacks.registerCallback((SharedSessionContractImplementor completing) -> {
			this.settlement.settle(completing, changes);
			takenChildren(completing).complete();
			ChildrenPlaces.complete(this.transactions, completing, changes);
			new GoneChildren(this.transactions, completing).complete();
		});
		// Asking Envers for its process registers its own step
		AuditProcess process = envers().getAuditProcessManager().get(session);
		RevtrailRevision revision = (RevtrailRevision) process.getCurrentRevisionData(session, false);
		Origin origin = context().current();
		attribute(revision, origin);
		changes.flushes().begin(revision, followsCallbacks);
		callbacks.registerCallback((SharedSessionContractImplementor completing) -> changes.enversDone());
		CommitObserver step = new CommitObserver(this.steps, this.recording, this.observations, session, process,
				changes);
		session.getTransactionCoordinator().addObserver(step);
		callbacks.registerCallback((boolean success, SharedSessionContractImplementor completed) -> {
			completed.getTransactionCoordinator().removeObserver(step);
			this.transactions.end(transaction);
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
					if (Capture.this.transactions.find(session) != null
							&& !coordinator.getTransactionCoordinatorBuilder().isJta()
							&& !coordinator.isTransactionActive()) {
						session.getTransactionCompletionCallbacksImplementor().afterTransactionCompletion(false);
					}
				}

			});
		}
	}

	/** How many transactions have changes and have not ended. */
	public int openTransactions() {
		return this.transactions.count();
	}

	private void ended(Origin origin, TransactionChanges changes, boolean success,
			SharedSessionContractImplementor session) {
		Long revision = changes.number();
		if (!success) {
			List<AttemptedChange> attempts = changes.attempts(session, model());
			if (!attempts.isEmpty()) {
				context().rolledBack(origin, attempts);
			}
		}
		else if (revision != null) {
			this.recording.committed(changes.entries(), changes.nanos());
			context().committed(origin, revision);
		}
	}

	public ChangeContext context() {
		return this.context.get();
	}

	/** The objects of records that were written go with the session's content. */
	void cleared(EventSource session) {
		TransactionChanges changes = this.transactions.find(session);
		if (changes != null) {
			changes.release(model()::asksRecords);
		}
	}

	/** How recording goes. */
	public RecordingState recording() {
		return this.recording;
	}

	public EntryInsert entryInsert() {
		return this.entryInsert;
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

	public Clock clock() {
		return this.clock.get();
	}

}
