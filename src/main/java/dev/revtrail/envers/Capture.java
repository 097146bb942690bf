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

import javax.sql.DataSource;

import dev.revtrail.OrganizationTree;
import dev.revtrail.context.ChangeContext;
import dev.revtrail.context.ChangeContext.Origin;
import dev.revtrail.context.EndedWork.Attempt;
import org.hibernate.LockMode;
import org.hibernate.SessionEventListener;
import org.hibernate.Transaction;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.internal.synchronization.AuditProcess;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.jspecify.annotations.Nullable;

/**
 * Capture for one session factory. Keeps what each open transaction has changed, has the
 * revision attributed at its first change, and writes the entries once Envers has written
 * its rows.
 */
final class Capture {

	/** The setting that hands the capture to the session factory it belongs to. */
	static final String SETTING = "dev.revtrail.envers.capture";

	static final String NOT_TRACKED = "No entity manager factory is tracked: there is none, there are several and none "
			+ "of them is primary (set revtrail.entity-manager-factory to the bean name of one), or Envers is switched "
			+ "off in it.";

	private final Map<Transaction, TransactionChanges> open = new ConcurrentHashMap<>();

	private final Set<SharedSessionContractImplementor> watched = Collections
		.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	private final Map<TrackedEntity, AuditCopy> auditCopies = new ConcurrentHashMap<>();

	private final Supplier<ChangeContext> context;

	private final Supplier<Clock> clock;

	private final Supplier<OrganizationTree> organizations;

	private final RevtrailProperties.Schema schema;

	private final BulkRules bulkRules;

	private final boolean inheritedAudited;

	private final KeptValues keptValues;

	private final BulkDetector bulkDetector;

	private final BulkRecorder bulkRecorder;

	private final List<String> maskPatterns;

	private final Settlement settlement = new Settlement();

	private final RecordingState recording;

	private @Nullable SessionFactoryImplementor sessionFactory;

	private @Nullable EnversService envers;

	private @Nullable TrackedModel model;

	private ColumnStarts columnStarts = ColumnStarts.NONE;

	private @Nullable Spellings spellings;

	private @Nullable EntryInsert entryInsert;

	private @Nullable EntryWriter writer;

	private @Nullable OnDeleteCascades cascades;

	Capture(Supplier<ChangeContext> context, Supplier<Clock> clock, Supplier<OrganizationTree> organizations,
			RevtrailProperties.Schema schema, BulkRules bulkRules, BulkDetector bulkDetector, boolean inheritedAudited,
			KeptValues keptValues, List<String> maskPatterns) {
		this.context = context;
		this.clock = clock;
		this.recording = new RecordingState(clock);
		this.organizations = organizations;
		this.schema = schema;
		this.bulkRules = bulkRules;
		this.bulkDetector = bulkDetector;
		this.bulkRecorder = new BulkRecorder(new TrackedBulkChanges(this), bulkDetector);
		this.inheritedAudited = inheritedAudited;
		this.keptValues = keptValues;
		this.maskPatterns = maskPatterns;
	}

	/** Whether what entities inherit from plain mapped superclasses is audited. */
	boolean isInheritedAudited() {
		return this.inheritedAudited;
	}

	void connect(SessionFactoryImplementor sessionFactory, EnversService envers) {
		this.sessionFactory = sessionFactory;
		this.envers = envers;
	}

	/**
	 * Called once the session factory knows its mappings, before its first session.
	 * @param schema the audit tables
	 */
	void start(AuditSchema schema) {
		TrackingProblems problems = new TrackingProblems();
		MaskRules masks = new MaskRules(this.maskPatterns);
		this.model = new TrackedModelBuilder(sessionFactory(), envers(), masks, problems).build();
		masks.check(problems);
		this.bulkRules.check(this.model, problems);
		problems.requireNone();
		this.columnStarts = schema.hasAuditColumns()
				? new AuditColumnLog(sessionFactory(), envers(), this.model).update() : ColumnStarts.NONE;
		this.spellings = new Spellings(this.model, sessionFactory(), envers().getConfig());
		this.entryInsert = new EntryInsert(sessionFactory(), this.organizations, this.spellings);
		this.writer = new EntryWriter(this.model, envers().getConfig(), this.entryInsert, this.keptValues);
		TrackedTables tables = new TrackedTables(sessionFactory(), this.model, this.bulkRules);
		this.bulkDetector.start(tables, sessionFactory().getJdbcServices().getDialect() instanceof MySQLDialect);
		this.bulkRecorder.start(sessionFactory().getMappingMetamodel(), tables);
		WatchedDataSource.watch(dataSource());
	}

	private @Nullable Object dataSource() {
		ConnectionProvider connections = sessionFactory().getServiceRegistry().getService(ConnectionProvider.class);
		return (connections != null && connections.isUnwrappableAs(DataSource.class))
				? connections.unwrap(DataSource.class) : null;
	}

	/** Gives the capture what the database does at deletions. */
	void cascades(OnDeleteCascades cascades) {
		this.cascades = cascades;
	}

	OnDeleteCascades cascades() {
		return Objects.requireNonNull(this.cascades, "The session factory has not been built yet.");
	}

	BulkDetector bulkDetector() {
		return this.bulkDetector;
	}

	BulkRecorder bulkRecorder() {
		return this.bulkRecorder;
	}

	BulkRules bulkRules() {
		return this.bulkRules;
	}

	RevtrailProperties.Schema schema() {
		return this.schema;
	}

	SessionFactoryImplementor sessionFactory() {
		return Objects.requireNonNull(this.sessionFactory, NOT_TRACKED);
	}

	EnversService envers() {
		return Objects.requireNonNull(this.envers, "The session factory has not been built yet.");
	}

	TrackedModel model() {
		return Objects.requireNonNull(this.model, "The session factory has not been built yet.");
	}

	/** Since when audit columns have been there. */
	ColumnStarts columnStarts() {
		return this.columnStarts;
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
		CommitStep step = new CommitStep(this, session, process, changes);
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

	Spellings spellings() {
		return Objects.requireNonNull(this.spellings, "The session factory has not been built yet.");
	}

	EntryInsert entryInsert() {
		return Objects.requireNonNull(this.entryInsert, "The session factory has not been built yet.");
	}

	EntryWriter writer() {
		return Objects.requireNonNull(this.writer, "The session factory has not been built yet.");
	}

	/** How an entity's audit rows are copied; fails where they cannot be. */
	AuditCopy auditCopy(TrackedEntity entity) {
		return this.auditCopies.computeIfAbsent(entity, (key) -> new AuditCopy(key, envers()));
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
