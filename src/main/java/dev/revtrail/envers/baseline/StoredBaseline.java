package dev.revtrail.envers.baseline;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.revtrail.Action;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.RecordRef;
import dev.revtrail.baseline.Baseline;
import dev.revtrail.baseline.BaselineStatus;
import dev.revtrail.context.ChangeContext;
import dev.revtrail.envers.InvalidTrackingException;
import dev.revtrail.envers.InvalidTrackingException.Problem;
import dev.revtrail.envers.baseline.BaselineBatch.Page;
import dev.revtrail.envers.baseline.BaselineBatch.Result;
import dev.revtrail.envers.index.TrackedPersistence;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedFactory;
import dev.revtrail.envers.run.Claim;
import dev.revtrail.envers.run.RunWorker;
import dev.revtrail.envers.run.Runs;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.strategy.internal.ValidityAuditStrategy;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The baseline, whose runs are stored in the database.
 */
final class StoredBaseline implements Baseline {

	private static final Log logger = LogFactory.getLog(StoredBaseline.class);

	/** How long a batch may wait, outside of its transaction, for the settled mark. */
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private static final int SCANNED_AT_ONCE = 1000;

	private final TrackedFactory factory;

	private final TrackedPersistence persistence;

	private final Runs<BaselineRunRow> runs;

	private final BaselineBatch batch;

	private final SettledBelow settled;

	private final BaselineSettings settings;

	private final Supplier<EventLog> events;

	private final ChangeContext context;

	private final RunWorker worker;

	private final LongAdder scanned = new LongAdder();

	private final LongAdder written = new LongAdder();

	StoredBaseline(TrackedFactory factory, TrackedPersistence persistence, Runs<BaselineRunRow> runs,
			BaselineBatch batch, SettledBelow settled, BaselineSettings settings, Supplier<EventLog> events,
			ChangeContext context, RunWorker worker) {
		this.factory = factory;
		this.persistence = persistence;
		this.runs = runs;
		this.batch = batch;
		this.settled = settled;
		this.settings = settings;
		this.events = events;
		this.context = context;
		this.worker = worker;
	}

	@Override
	public BaselineStatus run(String recordType) {
		return run(recordType, true);
	}

	@Override
	public void start(Collection<String> recordTypes) {
		Collection<String> types = recordTypes.isEmpty() ? this.factory.model().names() : recordTypes;
		types.forEach(this::entities);
		types.forEach((type) -> this.worker.work(() -> run(type, true)));
	}

	@Override
	public boolean stop() {
		this.worker.drop();
		return this.runs.requestStop();
	}

	@Override
	public List<BaselineStatus> status() {
		return this.runs.all().stream().map(BaselineRunRow::status).toList();
	}

	@Override
	public long scanned() {
		return this.scanned.sum();
	}

	@Override
	public long written() {
		return this.written.sum();
	}

	/** The record types that a host has named for the start-up. */
	Collection<String> wanted() {
		Collection<String> known = this.factory.model().names();
		Collection<String> types = new TreeSet<>();
		this.settings.recordTypes()
			.forEach((type) -> types.addAll(BaselineSettings.ALL.equalsIgnoreCase(type) ? known : List.of(type)));
		List<Problem> problems = types.stream()
			.filter((type) -> !known.contains(type))
			.map((type) -> new Problem(
					"The property revtrail.baseline.record-types names " + type
							+ ", which is not a tracked record type.",
					"Use " + BaselineSettings.ALL + ", or names of record types: " + String.join(", ", known) + "."))
			.toList();
		if (!problems.isEmpty()) {
			throw new InvalidTrackingException(problems);
		}
		types.forEach(this::entities);
		return types;
	}

	/**
	 * Takes the baseline of a type.
	 * @param again whether a run that is done begins again
	 */
	BaselineStatus run(String recordType, boolean again) {
		List<TrackedEntity> entities = entities(recordType);
		if (TransactionSynchronizationManager.isActualTransactionActive()) {
			throw new IllegalStateException("A baseline has transactions of its own. Call it outside of any.");
		}
		return this.runs.work(recordType, again, () -> count(entities), (claim) -> work(claim, entities), this::finish)
			.status();
	}

	private List<TrackedEntity> entities(String recordType) {
		List<TrackedEntity> entities = this.factory.model().concreteOf(recordType);
		if (this.factory.configuration().getAuditStrategy() instanceof ValidityAuditStrategy) {
			throw new IllegalStateException("There is no baseline with Envers' ValidityAuditStrategy, whose changes "
					+ "write to the audit row before.");
		}
		return entities;
	}

	private long count(List<TrackedEntity> entities) {
		return read((session) -> entities.stream()
			.mapToLong((entity) -> this.batch.older(entity).scan().count(session))
			.sum());
	}

	/** Returns whether it has come to the end. */
	private boolean work(Claim claim, List<TrackedEntity> entities) {
		for (TrackedEntity entity : entities) {
			if (claim.isPast(entity.entityName())) {
				continue;
			}
			String last = claim.lastIn(entity.entityName());
			for (Page page = page(entity, last); page != null; page = page(entity, page.last())) {
				if (!take(claim, page)) {
					return false;
				}
			}
		}
		return true;
	}

	/**
	 * Reads on until there are enough records without audit rows for a batch; null after
	 * the last record.
	 */
	private @Nullable Page page(TrackedEntity entity, @Nullable String last) {
		return read((session) -> Optional.ofNullable(page(session, entity, last))).orElse(null);
	}

	private @Nullable Page page(SharedSessionContractImplementor session, TrackedEntity entity, @Nullable String last) {
		OlderRecords older = this.batch.older(entity);
		int most = this.settings.batchSize();
		List<Object> ids = older.scan().after(session, last, Math.max(most, SCANNED_AT_ONCE));
		if (ids.isEmpty()) {
			return null;
		}
		List<Object> open = older.withoutRows(session, ids);
		if (open.size() <= most) {
			return new Page(entity, open, older.scan().text(ids.get(ids.size() - 1), session), ids.size());
		}
		Object end = open.get(most - 1);
		return new Page(entity, List.copyOf(open.subList(0, most)), older.scan().text(end, session),
				ids.indexOf(end) + 1);
	}

	/** Returns whether to go on. */
	private boolean take(Claim claim, Page page) {
		if (page.ids().isEmpty()) {
			BaselineRunRow run = this.runs.change(claim,
					(row) -> row.advance(page.entity().entityName(), page.last(), page.scanned()));
			this.scanned.add(page.scanned());
			return run != null && !run.isStopping() && !this.worker.isEnding();
		}
		for (int attempt = 1; true; attempt++) {
			Result result = this.batch.write(claim, page);
			if (result == null) {
				logger.info("Another node goes on with the baseline of " + claim.recordType() + ".");
				return false;
			}
			if (result.isSettled()) {
				this.scanned.add(page.scanned());
				this.written.add(result.written());
			}
			if (result.isSettled() || result.isStopping() || this.worker.isEnding()) {
				return !result.isStopping() && !this.worker.isEnding();
			}
			waitFor(claim, result.revision(), attempt);
		}
	}

	/**
	 * A number below the batch's may have been rolled back, which shows only when a
	 * higher one is committed; that of the batch is.
	 */
	private void waitFor(Claim claim, long revision, int attempt) {
		while (!this.settled.await(revision + 1, PATIENCE.multipliedBy(attempt)) && !this.worker.isEnding()) {
			logger.warn("The baseline of " + claim.recordType() + " waits for the settled mark, which stands at "
					+ "a revision below " + revision + ".");
			this.runs.change(claim, BaselineRunRow::beat);
		}
	}

	/** The entry is written in the transaction that ends the run. */
	private void finish(BaselineRunRow run) {
		Event event = Event.of(Action.BASELINE, new RecordRef("CHANGE_LOG", "baseline " + run.recordType()))
			.by(Objects.requireNonNull(BaselineBatch.ORIGIN.actor()))
			.with("record_type", run.recordType())
			.with("rows", run.written);
		Event withRevisions = (run.firstRevision != null && run.lastRevision != null)
				? event.with("first_revision", run.firstRevision).with("last_revision", run.lastRevision) : event;
		this.context.run(BaselineBatch.ORIGIN, () -> this.events.get().record(withRevisions));
	}

	private <T> T read(Function<SharedSessionContractImplementor, T> reading) {
		return this.persistence.newTransaction()
			.execute((status) -> reading
				.apply(this.persistence.entityManager().unwrap(SharedSessionContractImplementor.class)));
	}

}
