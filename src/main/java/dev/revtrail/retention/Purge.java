package dev.revtrail.retention;

import java.util.List;
import java.util.Optional;

/**
 * Archives and removes entries that are too old. At most one run is open at a time; runs
 * are kept in the database, so that another instance of the application, or this one
 * after a restart, can look at one, stop it and take it up.
 */
public interface Purge {

	/**
	 * What a run would remove if it began now. Entries that will stay because an older
	 * one of their record does are counted too. Looks at every entry that is old enough
	 * for some policy.
	 * @return how many entries of each kind
	 */
	List<PurgeStore.Count> preview();

	/**
	 * Purges, on the thread of the caller and until the end, a stop or a failure. Takes
	 * up the run that was stopped, killed or failed, where there is one, and else begins
	 * a new one. A run that was taken up goes by the policies that it began with, and
	 * removes nothing that is not too old for those of today as well.
	 * @return how far the run is; where another call works on it, nothing was done, and
	 * the {@link PurgeProgress#lease() lease} says which call and until when
	 * @throws IllegalStateException when there is nowhere to archive to
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
	 * How far the run is that was begun last.
	 * @return the progress, or nothing when there never was a run
	 */
	Optional<PurgeProgress> progress();

	/**
	 * Opens an archive.
	 * @param name its name, as the progress and the entries about purges give it
	 * @return the archive
	 * @throws ArchiveException when there is none
	 */
	PurgeArchive archive(String name);

}
