package dev.revtrail.baseline;

import java.util.Collection;
import java.util.List;

/**
 * Takes the state of records that are older than the library: each record without an
 * audit row gets one, with the content of its collections. Locks no record and no table
 * of the host. A record that changes meanwhile keeps its old values in the entry of the
 * change, and gets no row, or one of the state before.
 * <p>
 * Runs are stored in the database, one for each record type: one node at a time works on
 * it, and another one, or the same after a restart, goes on where it ended.
 */
public interface Baseline {

	/** The source of the revisions of baselines. */
	String SOURCE = "baseline";

	/**
	 * Takes the baseline of a record type on the caller's thread, until the end or a
	 * stop. Goes on with a run that has not ended, or begins a new one.
	 * @param recordType the name of the record type
	 * @return how far it is; where another node works on it, this call does nothing
	 * @throws IllegalArgumentException if there is no such record type
	 * @throws IllegalStateException within a transaction, or where the application's
	 * transactions cannot read what others have committed meanwhile
	 */
	BaselineStatus run(String recordType);

	/**
	 * Takes the baseline of record types in the background, one after the other.
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
	 * Returns how far the baselines are.
	 * @return those that were ever begun, by record type
	 */
	List<BaselineStatus> status();

	/**
	 * Returns how many records this node has looked at.
	 * @return their number since the application started
	 */
	long scanned();

	/**
	 * Returns for how many records this node has written audit rows.
	 * @return their number since the application started
	 */
	long written();

}
