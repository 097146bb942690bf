package dev.revtrail.envers.run;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.revtrail.envers.index.TrackedPersistence;
import dev.revtrail.envers.model.LeaseWatch;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;

/**
 * The stored runs, and who works on them. Each change locks the run's row and checks the
 * epoch, so that a node which was replaced changes nothing.
 *
 * @param <R> the row of a run
 */
public final class Runs<R extends RunRow> {

	private static final Log logger = LogFactory.getLog(Runs.class);

	private final String name;

	private final TrackedPersistence persistence;

	private final Class<R> type;

	private final Supplier<R> newRow;

	private final String node;

	private final Duration lease;

	/** By record type, whether another node still works on it. */
	private final Map<String, LeaseWatch> watches = new HashMap<>();

	/**
	 * Creates the runs of one kind of work.
	 * @param name what the work is called in the log, such as {@code baseline}
	 * @param persistence where they are stored
	 * @param type the class of their rows
	 * @param newRow makes a row
	 * @param node the name of this node
	 * @param lease how long a node may give no sign of life before another one goes on
	 */
	public Runs(String name, TrackedPersistence persistence, Class<R> type, Supplier<R> newRow, String node,
			Duration lease) {
		this.name = name;
		this.persistence = persistence;
		this.type = type;
		this.newRow = newRow;
		this.node = node;
		this.lease = lease;
	}

	/** Reads all runs, by record type. */
	public List<R> all() {
		return inTransaction((entityManager) -> entityManager
			.createQuery("select r from " + this.type.getName() + " r order by r.recordType", this.type)
			.getResultList());
	}

	/** Reads a run; null where there is none. */
	public @Nullable R find(String recordType) {
		return inTransaction((entityManager) -> Optional.ofNullable(entityManager.find(this.type, recordType)))
			.orElse(null);
	}

	/** Has all runs stop that a node works on. */
	public boolean requestStop() {
		Integer stopped = inTransaction((entityManager) -> entityManager
			.createQuery("update " + this.type.getName() + " r set r.stopping = true where r.leader is not null")
			.executeUpdate());
		return stopped > 0;
	}

	/**
	 * Works on a run, unless another node does.
	 * @param recordType the record type
	 * @param again whether a run that is done begins again
	 * @param records counts the records, where a run begins
	 * @param work does the work from where the run stands, and returns whether it has
	 * come to the end
	 * @param end what the transaction does that ends the run
	 * @return the run as it is then
	 */
	public R work(String recordType, boolean again, LongSupplier records, Predicate<Claim> work,
			Consumer<? super R> end) {
		Claim claim = claim(recordType, again, records);
		if (claim == null) {
			return Objects.requireNonNull(find(recordType));
		}
		logger.info("The " + this.name + " of " + recordType + " begins "
				+ ((claim.lastId() != null) ? "after the record " + claim.lastId() : "with the first record") + ".");
		try {
			if (work.test(claim)) {
				change(claim, (run) -> {
					run.end();
					end.accept(run);
				});
			}
			else {
				change(claim, RunRow::release);
			}
		}
		catch (RuntimeException | Error ex) {
			release(claim, ex);
			throw ex;
		}
		R run = Objects.requireNonNull(find(recordType));
		logger.info("The " + this.name + " of " + recordType + " " + (run.done ? "is done" : "has stopped") + ": "
				+ run.scanned + " records of " + run.total + ", " + run.findings() + ".");
		return run;
	}

	private void release(Claim claim, Throwable failure) {
		try {
			change(claim, RunRow::release);
		}
		catch (RuntimeException ex) {
			failure.addSuppressed(ex);
		}
	}

	/**
	 * Has this node work on a run.
	 * @param recordType the record type
	 * @param again whether a run that is done begins again
	 * @param records counts the records, where a run begins
	 * @return where it goes on; null where another node works on it, or it is done
	 */
	public @Nullable Claim claim(String recordType, boolean again, LongSupplier records) {
		R before = find(recordType);
		boolean done = before != null && before.done;
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
				R run = locked(entityManager, recordType);
				if (run == null) {
					R first = this.newRow.get();
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
			if (find(recordType) == null) {
				throw ex;
			}
		}
	}

	private @Nullable Claim take(EntityManager entityManager, String recordType) {
		R run = locked(entityManager, recordType);
		if (run == null || run.done || !isFree(run)) {
			return null;
		}
		run.take(this.node);
		return new Claim(recordType, run.epoch, run.entityName, run.lastId);
	}

	/** Whether no node works on a run, or one that gives no sign of life. */
	private boolean isFree(RunRow run) {
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
	public @Nullable R locked(Claim claim) {
		R run = locked(this.persistence.entityManager(), claim.recordType());
		return (run != null && run.epoch == claim.epoch()) ? run : null;
	}

	private @Nullable R locked(EntityManager entityManager, String recordType) {
		return entityManager.find(this.type, recordType, LockModeType.PESSIMISTIC_WRITE);
	}

	/**
	 * Changes a run that this node works on.
	 * @return the run; null where another node works on it
	 */
	public @Nullable R change(Claim claim, Consumer<? super R> change) {
		return inTransaction((entityManager) -> {
			R run = locked(claim);
			if (run != null) {
				change.accept(run);
			}
			return Optional.ofNullable(run);
		}).orElse(null);
	}

	private <T> T inTransaction(Function<EntityManager, T> work) {
		return this.persistence.newTransaction().execute((status) -> work.apply(this.persistence.entityManager()));
	}

}
