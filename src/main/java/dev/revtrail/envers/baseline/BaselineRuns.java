package dev.revtrail.envers.baseline;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

import dev.revtrail.baseline.BaselineStatus;
import dev.revtrail.envers.index.TrackedPersistence;
import dev.revtrail.envers.model.LeaseWatch;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;

/**
 * The stored runs, and who works on them. Each change locks the run's row and checks the
 * epoch, so that a node which was replaced changes nothing.
 */
final class BaselineRuns {

	private final TrackedPersistence persistence;

	private final String node;

	private final Duration lease;

	/** By record type, whether another node still works on it. */
	private final Map<String, LeaseWatch> watches = new HashMap<>();

	BaselineRuns(TrackedPersistence persistence, String node, Duration lease) {
		this.persistence = persistence;
		this.node = node;
		this.lease = lease;
	}

	/** Reads the state of all runs, by record type. */
	List<BaselineStatus> all() {
		return inTransaction((entityManager) -> entityManager
			.createQuery("select r from RevtrailBaselineRun r order by r.recordType", BaselineRunRow.class)
			.getResultList()
			.stream()
			.map(BaselineRunRow::status)
			.toList());
	}

	/** Reads the state of a run; null where there is none. */
	@Nullable BaselineStatus status(String recordType) {
		return inTransaction(
				(entityManager) -> Optional.ofNullable(entityManager.find(BaselineRunRow.class, recordType)))
			.map(BaselineRunRow::status)
			.orElse(null);
	}

	/** Has all runs stop that a node works on. */
	boolean requestStop() {
		Integer stopped = inTransaction((entityManager) -> entityManager
			.createQuery("update RevtrailBaselineRun r set r.stopping = true where r.leader is not null")
			.executeUpdate());
		return stopped > 0;
	}

	/**
	 * Has this node work on a run.
	 * @param recordType the record type
	 * @param again whether a run that is done begins again
	 * @param records counts the records, where a run begins
	 * @return where it goes on; null where another node works on it, or it is done
	 */
	@Nullable Claim claim(String recordType, boolean again, LongSupplier records) {
		BaselineStatus before = status(recordType);
		boolean done = before != null && before.state() == BaselineStatus.State.DONE;
		if (done && !again) {
			return null;
		}
		if (before == null || done) {
			begin(recordType, records.getAsLong());
		}
		return inTransaction((entityManager) -> Optional.ofNullable(take(entityManager, recordType))).orElse(null);
	}

	private void begin(String recordType, long records) {
		try {
			this.persistence.newTransaction().executeWithoutResult((status) -> {
				EntityManager entityManager = this.persistence.entityManager();
				BaselineRunRow run = locked(entityManager, recordType);
				if (run == null) {
					BaselineRunRow first = new BaselineRunRow();
					first.recordType = recordType;
					first.begin(records);
					entityManager.persist(first);
				}
				else if (run.done) {
					run.begin(records);
				}
			});
		}
		catch (DataIntegrityViolationException ex) {
			// Another node was faster
			if (status(recordType) == null) {
				throw ex;
			}
		}
	}

	private @Nullable Claim take(EntityManager entityManager, String recordType) {
		BaselineRunRow run = locked(entityManager, recordType);
		if (run == null || run.done || !isFree(run)) {
			return null;
		}
		run.take(this.node);
		return new Claim(recordType, run.epoch, run.entityName, run.lastId);
	}

	/** Whether no node works on a run, or one that gives no sign of life. */
	private boolean isFree(BaselineRunRow run) {
		synchronized (this.watches) {
			LeaseWatch watch = this.watches.computeIfAbsent(run.recordType, (type) -> new LeaseWatch(this.lease));
			boolean free = watch.isFree(run.leader, run.epoch, run.beat);
			if (free) {
				watch.forget();
			}
			return free;
		}
	}

	/**
	 * Locks a run that this node works on, in the current transaction.
	 * @return the run; null where another node works on it
	 */
	@Nullable BaselineRunRow locked(Claim claim) {
		BaselineRunRow run = locked(this.persistence.entityManager(), claim.recordType());
		return (run != null && run.epoch == claim.epoch()) ? run : null;
	}

	private static @Nullable BaselineRunRow locked(EntityManager entityManager, String recordType) {
		return entityManager.find(BaselineRunRow.class, recordType, LockModeType.PESSIMISTIC_WRITE);
	}

	/**
	 * Changes a run that this node works on.
	 * @return the run; null where another node works on it
	 */
	@Nullable BaselineRunRow change(Claim claim, Consumer<BaselineRunRow> change) {
		return inTransaction((entityManager) -> {
			BaselineRunRow run = locked(claim);
			if (run != null) {
				change.accept(run);
			}
			return Optional.ofNullable(run);
		}).orElse(null);
	}

	private <T> T inTransaction(Function<EntityManager, T> work) {
		return this.persistence.newTransaction().execute((status) -> work.apply(this.persistence.entityManager()));
	}

	/**
	 * The work of this node on a run.
	 *
	 * @param recordType the record type
	 * @param epoch the number of the node
	 * @param entityName the entity of the last record; null before the first
	 * @param lastId the text of the last record's id; null before the first
	 */
	record Claim(String recordType, long epoch, @Nullable String entityName, @Nullable String lastId) {

	}

}
