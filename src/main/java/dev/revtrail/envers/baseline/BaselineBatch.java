package dev.revtrail.envers.baseline;

import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.revtrail.Actor;
import dev.revtrail.baseline.Baseline;
import dev.revtrail.context.Origin;
import dev.revtrail.envers.RevtrailRevision;
import dev.revtrail.envers.capture.Capture;
import dev.revtrail.envers.index.TrackedPersistence;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.run.Claim;
import dev.revtrail.envers.run.Runs;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The transaction of a batch. It takes its revision first, and waits until no lower one
 * is in flight. What it reads from then on is the state in its revision, or one that a
 * higher revision has changed, which shows by an audit row. So nothing has to be locked,
 * and no writer waits.
 */
final class BaselineBatch {

	/** Where no actor is, the application is at work. */
	static final Origin ORIGIN = new Origin(Actor.SYSTEM, Baseline.SOURCE, null, null);

	/** A batch holds up the settled mark for as long. */
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private final Capture capture;

	private final TrackedPersistence persistence;

	private final Runs<BaselineRunRow> runs;

	private final SettledBelow settled;

	private final Map<TrackedEntity, OlderRecords> older = new HashMap<>();

	BaselineBatch(Capture capture, TrackedPersistence persistence, Runs<BaselineRunRow> runs, SettledBelow settled) {
		this.capture = capture;
		this.persistence = persistence;
		this.runs = runs;
		this.settled = settled;
	}

	OlderRecords older(TrackedEntity entity) {
		synchronized (this.older) {
			return this.older.computeIfAbsent(entity,
					(key) -> new OlderRecords(key, this.capture.factory().configuration()));
		}
	}

	/**
	 * Writes the audit rows of records.
	 * @param claim the work of this node
	 * @param page the records
	 * @return what came of it; null where another node works on the run
	 */
	@Nullable Result write(Claim claim, Page page) {
		Optional<Result> result = this.persistence.newTransaction(Connection.TRANSACTION_READ_COMMITTED)
			.execute((status) -> Optional.ofNullable(writeInTransaction(claim, page)));
		result.ifPresent((committed) -> this.capture.recording().committedWithoutEntries());
		return result.orElse(null);
	}

	private @Nullable Result writeInTransaction(Claim claim, Page page) {
		BaselineRunRow run = this.runs.locked(claim);
		if (run == null) {
			return null;
		}
		SessionImplementor session = this.persistence.entityManager().unwrap(SessionImplementor.class);
		if (!this.persistence.choosesIsolation()) {
			requireReadCommitted(session);
		}
		RevtrailRevision revision = insertRevision(session);
		long number = Objects.requireNonNull(revision.getId());
		if (!this.settled.await(number, PATIENCE)) {
			run.beat();
			return new Result(number, false, 0, run.isStopping());
		}
		int written = new BaselineRows(this.capture, page.entity(), older(page.entity())).write(session, page.ids(),
				revision);
		run.wrote(number, written);
		run.advance(page.entity().entityName(), page.last(), page.scanned());
		return new Result(number, true, written, run.isStopping());
	}

	private RevtrailRevision insertRevision(SessionImplementor session) {
		RevtrailRevision revision = (RevtrailRevision) this.capture.envers()
			.getConfig()
			.getRevisionInfo()
			.getRevisionInfoGenerator()
			.generate();
		revision.attribute(ORIGIN);
		session.persist(revision);
		return revision;
	}

	/** Other managers have no isolation of their own for a transaction. */
	private static void requireReadCommitted(SessionImplementor session) {
		int isolation = session.doReturningWork(Connection::getTransactionIsolation);
		if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
			throw new IllegalStateException("The baseline takes transactions of the isolation READ COMMITTED, in which "
					+ "each statement sees what is committed. Use a JpaTransactionManager, or a data source with "
					+ "that isolation.");
		}
	}

	/**
	 * The records of a batch.
	 *
	 * @param entity their entity
	 * @param ids the ids of those without audit rows
	 * @param last the text of the id of the last record that was looked at
	 * @param scanned how many records were looked at
	 */
	record Page(TrackedEntity entity, List<Object> ids, String last, int scanned) {

	}

	/**
	 * What came of a batch.
	 *
	 * @param revision its revision
	 * @param isSettled whether no lower revision was in flight any more; else nothing was
	 * written and the revision is empty
	 * @param written how many records got an audit row
	 * @param isStopping whether the run is to stop
	 */
	record Result(long revision, boolean isSettled, int written, boolean isStopping) {

	}

}
