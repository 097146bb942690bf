package dev.revtrail.reconciliation;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * Compares the records in the database with the last states that the log has of them, and
 * reports what was changed without its knowledge: by SQL, by rules of the database, by
 * other applications. Writes to no record and locks none. Each comparison sees one state
 * of the database, so that changes that are made meanwhile are no discrepancies.
 * <p>
 * Runs are stored in the database, one for each record type: one node at a time works on
 * it, and another one, or the same after a restart, goes on where it ended. Each run that
 * comes to the end has an entry.
 */
public interface Reconciliation {

	/** The source of the revisions of reconciliations. */
	String SOURCE = "reconciliation";

	/**
	 * Compares the records of a type on the caller's thread, until the end or a stop.
	 * Goes on with a run that has not ended, or begins a new one.
	 * @param recordType the name of the record type
	 * @return what it has found; where another node works on it, this call does nothing
	 * @throws IllegalArgumentException if there is no such record type
	 * @throws IllegalStateException within a transaction, or where the application's
	 * transactions do not see one state of the database
	 */
	default ReconciliationReport run(String recordType) {
		return run(recordType, (discrepancy) -> {
		});
	}

	/**
	 * Compares the records of a type, and passes on every one that differs, at least
	 * once. What {@code found} throws stops the run, which goes on with the next call.
	 * @param recordType the name of the record type
	 * @param found takes each record that differs
	 * @return what it has found; where another node works on it, this call does nothing
	 * @throws IllegalArgumentException if there is no such record type
	 * @throws IllegalStateException within a transaction, or where the application's
	 * transactions do not see one state of the database
	 */
	ReconciliationReport run(String recordType, Consumer<Discrepancy> found);

	/**
	 * Compares record types in the background, one after the other.
	 * @param recordTypes the names of the record types; none for all
	 * @throws IllegalArgumentException if there is no such record type
	 */
	void start(Collection<String> recordTypes);

	/**
	 * Asks all runs, of any node, to stop after their batches. What waits on this node to
	 * be begun is dropped.
	 * @return whether there was a run
	 */
	boolean stop();

	/**
	 * Returns the last report on each record type that was ever compared.
	 * @return the reports, by record type
	 */
	List<ReconciliationReport> reports();

	/**
	 * Returns how many records this node has compared.
	 * @return their number since the application started
	 */
	long compared();

	/**
	 * Returns how many records that differ this node has found.
	 * @return their number since the application started
	 */
	long discrepancies();

}
