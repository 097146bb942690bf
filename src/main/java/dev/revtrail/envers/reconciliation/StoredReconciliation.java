package dev.revtrail.envers.reconciliation;

import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.RecordRef;
import dev.revtrail.context.ChangeContext;
import dev.revtrail.context.Origin;
import dev.revtrail.envers.index.TrackedPersistence;
import dev.revtrail.envers.log.LastStates;
import dev.revtrail.envers.model.RecordScan;
import dev.revtrail.envers.model.SqlNames;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedModel;
import dev.revtrail.envers.run.Claim;
import dev.revtrail.envers.run.RunWorker;
import dev.revtrail.envers.run.Runs;
import dev.revtrail.reconciliation.Discrepancy;
import dev.revtrail.reconciliation.Reconciliation;
import dev.revtrail.reconciliation.ReconciliationReport;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The reconciliation, whose runs are stored in the database. A run goes through the
 * records of a type first, and then through those that the log has.
 */
final class StoredReconciliation implements Reconciliation {

	private static final Log logger = LogFactory.getLog(StoredReconciliation.class);

	/** Where no actor is, the application is at work. */
	private static final Origin ORIGIN = new Origin(Actor.SYSTEM, SOURCE, null, null);

	private final TrackedModel model;

	private final TrackedPersistence persistence;

	private final LastStates log;

	private final Runs<ReconciliationRunRow> runs;

	/** At which a transaction sees one state of the database. */
	private final int isolation;

	private final int batchSize;

	private final Supplier<EventLog> events;

	private final ChangeContext context;

	private final RunWorker worker;

	private final Supplier<Clock> clock;

	private final LongAdder compared = new LongAdder();

	private final LongAdder discrepancies = new LongAdder();

	StoredReconciliation(TrackedModel model, TrackedPersistence persistence, LastStates log,
			Runs<ReconciliationRunRow> runs, int isolation, int batchSize, Supplier<EventLog> events,
			ChangeContext context, RunWorker worker, Supplier<Clock> clock) {
		this.model = model;
		this.persistence = persistence;
		this.log = log;
		this.runs = runs;
		this.isolation = isolation;
		this.batchSize = batchSize;
		this.events = events;
		this.context = context;
		this.worker = worker;
		this.clock = clock;
	}

	@Override
	public ReconciliationReport run(String recordType, Consumer<Discrepancy> found) {
		List<TrackedEntity> entities = this.model.concreteOf(recordType);
		if (TransactionSynchronizationManager.isActualTransactionActive()) {
			throw new IllegalStateException("A reconciliation has transactions of its own. Call it outside of any.");
		}
		return this.runs
			.work(recordType, true, () -> count(entities), (claim) -> compare(claim, entities, logged(found)),
					this::finish)
			.report();
	}

	@Override
	public void start(Collection<String> recordTypes) {
		Collection<String> types = recordTypes.isEmpty() ? this.model.names() : recordTypes;
		types.forEach(this.model::concreteOf);
		types.forEach((type) -> this.worker.work(() -> run(type)));
	}

	@Override
	public boolean stop() {
		this.worker.drop();
		return this.runs.requestStop();
	}

	@Override
	public List<ReconciliationReport> reports() {
		return this.runs.all().stream().map(ReconciliationRunRow::report).toList();
	}

	@Override
	public long compared() {
		return this.compared.sum();
	}

	@Override
	public long discrepancies() {
		return this.discrepancies.sum();
	}

	private long count(List<TrackedEntity> entities) {
		return read((session) -> entities.stream().mapToLong((entity) -> new RecordScan(entity).count(session)).sum());
	}

	/** Returns whether it has come to the end. */
	private boolean compare(Claim claim, List<TrackedEntity> entities, Consumer<Discrepancy> found) {
		Instant now = this.clock.get().instant();
		ReconciliationRunRow run = this.runs.change(claim, (row) -> row.started(now));
		if (run == null) {
			return false;
		}
		if (!run.liveDone) {
			if (!walk(claim, entities, found, this::records)) {
				return false;
			}
			this.runs.change(claim, ReconciliationRunRow::liveDone);
		}
		return walk(run.liveDone ? claim : claim.fromTheStart(), tops(entities), found, this::gone);
	}

	/** Goes through entities from where the run stands; returns whether to go on. */
	private boolean walk(Claim claim, List<TrackedEntity> entities, Consumer<Discrepancy> found, Pages pages) {
		return entities.stream()
			.filter((entity) -> !claim.isPast(entity.entityName()))
			.allMatch((entity) -> walk(claim, entity, found, pages));
	}

	/** Leaves out those whose audit rows are found as those of a superclass. */
	static List<TrackedEntity> tops(List<TrackedEntity> entities) {
		return entities.stream()
			.filter((entity) -> entities.stream()
				.noneMatch((other) -> other != entity && other.persister().isSubclassEntityName(entity.entityName())
						&& SqlNames.rootTable(other.auditPersister())
							.equals(SqlNames.rootTable(entity.auditPersister()))))
			.toList();
	}

	/** Compares page by page; returns whether to go on. */
	private boolean walk(Claim claim, TrackedEntity entity, Consumer<Discrepancy> found, Pages pages) {
		String last = claim.lastIn(entity.entityName());
		while (true) {
			String after = last;
			Page page = read((session) -> Optional.ofNullable(pages.after(session, entity, after))).orElse(null);
			if (page == null) {
				return true;
			}
			Findings findings = page.findings();
			// Before the run is past them, so that each is passed on at least once
			findings.discrepancies().forEach(found);
			ReconciliationRunRow run = this.runs.change(claim, (row) -> {
				row.found(findings);
				row.advance(entity.entityName(), page.last(), findings.scanned());
			});
			if (run == null) {
				logger.info("Another node goes on with the reconciliation of " + claim.recordType() + ".");
				return false;
			}
			this.compared.add(findings.compared());
			this.discrepancies.add(findings.discrepancies().size());
			if (run.isStopping() || this.worker.isEnding()) {
				return false;
			}
			last = page.last();
		}
	}

	/** Logs the first ones, and passes on all. */
	private static Consumer<Discrepancy> logged(Consumer<Discrepancy> found) {
		AtomicInteger number = new AtomicInteger();
		return (discrepancy) -> {
			if (number.incrementAndGet() <= ReconciliationReport.MOST) {
				logger.warn("The log does not know of a change: " + discrepancy);
			}
			else if (number.get() == ReconciliationReport.MOST + 1) {
				logger.warn("More records differ from the log; they are counted.");
			}
			found.accept(discrepancy);
		};
	}

	private @Nullable Page records(SharedSessionContractImplementor session, TrackedEntity entity,
			@Nullable String last) {
		RecordScan scan = new RecordScan(entity);
		List<Object> ids = scan.after(session, last, this.batchSize);
		return ids.isEmpty() ? null : new Page(scan.text(ids.get(ids.size() - 1), session),
				new Comparison(this.model, this.log, session).records(entity, ids));
	}

	private @Nullable Page gone(SharedSessionContractImplementor session, TrackedEntity top, @Nullable String last) {
		List<List<Object>> ids = this.log.idsAfter(top, last, this.batchSize);
		return ids.isEmpty() ? null : new Page(String.join(",", top.key().texts(ids.get(ids.size() - 1))),
				new Comparison(this.model, this.log, session).gone(top, ids));
	}

	/** The entry is written in the transaction that ends the run. */
	private void finish(ReconciliationRunRow run) {
		run.ended(this.clock.get().instant());
		ReconciliationReport report = run.report();
		Event event = Event.of(Action.RECONCILIATION, new RecordRef("CHANGE_LOG", "reconciliation " + run.recordType()))
			.by(Objects.requireNonNull(ORIGIN.actor()))
			.with("record_type", run.recordType())
			.with("since", report.startedAt())
			.with("compared", report.compared())
			.with("changed", report.changed())
			.with("missing", report.missing())
			.with("unrecorded", report.unrecorded())
			.with("uncompared", report.uncompared());
		Event named = report.first().isEmpty() ? event : event.with("records",
				report.first().stream().map(StoredReconciliation::text).collect(Collectors.joining("; ")));
		this.context.run(ORIGIN, () -> this.events.get().record(named));
	}

	private static String text(Discrepancy discrepancy) {
		String text = discrepancy.kind() + " " + discrepancy.record().id();
		return discrepancy.fields().isEmpty() ? text : text + ": " + String.join(", ", discrepancy.fields());
	}

	/** Reads in one transaction that sees one state of the database. */
	private <T> T read(Function<SharedSessionContractImplementor, T> reading) {
		TransactionTemplate transaction = this.persistence.newTransaction(this.isolation);
		transaction.setReadOnly(true);
		return transaction.execute((status) -> {
			SharedSessionContractImplementor session = this.persistence.entityManager()
				.unwrap(SharedSessionContractImplementor.class);
			if (!this.persistence.choosesIsolation()) {
				requireSnapshot(session);
			}
			return reading.apply(session);
		});
	}

	/** Other managers have no isolation of their own for a transaction. */
	private void requireSnapshot(SharedSessionContractImplementor session) {
		int isolation = session.getJdbcCoordinator()
			.coordinateWork((executor, connection) -> connection.getTransactionIsolation());
		if (isolation < this.isolation) {
			throw new IllegalStateException("The reconciliation takes transactions of the isolation "
					+ ((this.isolation == Connection.TRANSACTION_SERIALIZABLE) ? "SERIALIZABLE" : "REPEATABLE READ")
					+ ", which see one state of the database. Use a JpaTransactionManager, or a data source with "
					+ "that isolation.");
		}
	}

	/**
	 * Reads and compares the next records.
	 */
	@FunctionalInterface
	private interface Pages {

		/** Returns what comes after an id; null where nothing does. */
		@Nullable Page after(SharedSessionContractImplementor session, TrackedEntity entity, @Nullable String last);

	}

	/**
	 * Some records that have been compared.
	 *
	 * @param last the text of the id of the last one, in full
	 * @param findings what differs
	 */
	private record Page(String last, Findings findings) {

	}

}
