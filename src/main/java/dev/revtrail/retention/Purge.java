package dev.revtrail.retention;

import java.util.List;
import java.util.Optional;

/**
 * Archives and removes entries that are too old. At most one run is open at a time. Runs
 * are stored in the database, so that another instance of the application, or the same
 * one after a restart, can inspect, stop and continue a run.
 */
public interface Purge {

	/**
	 * Counts the entries that a run would remove if it began now, including entries that
	 * will stay because an older one of their record does. Examines every entry that is
	 * old enough for some policy.
	 * @return how many entries of each kind
	 */
	List<PurgeStore.Count> preview();

	/**
	 * Purges on the caller's thread until the end, a stop or a failure. Continues a run
	 * that was stopped, killed or failed, or begins a new one. A continued run applies
	 * the policies that it began with, and removes only entries that are too old by the
	 * current policies too.
	 * @return the progress of the run; if another call is working on it, this call does
	 * nothing, and the {@link PurgeProgress#lease() lease} contains that call and the end
	 * of its lease
	 * @throws IllegalStateException if no place for archives is configured
	 * @throws ArchiveException when the archive could not be written. This and any other
	 * failure leaves the run failed, to be taken up by the next call
	 */
	PurgeProgress run();

	/**
	 * Asks the run that is under way, in any instance, to stop after its batch.
	 * @return whether there was one
	 */
	boolean stop();

	/**
	 * Returns the progress of the run that was begun last.
	 * @return the progress, or nothing when there never was a run
	 */
	Optional<PurgeProgress> progress();

	/**
	 * Opens an archive.
	 * @param name its name, from the progress or an entry about a purge
	 * @return the archive
	 * @throws ArchiveException when there is none
	 */
	PurgeArchive archive(String name);

}
