package dev.revtrail.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.revtrail.ChangeEntry;
import org.jspecify.annotations.Nullable;

/**
 * The store of entries for a purge. It knows the dependencies between entries and the
 * entries that holds keep, and stores the progress of a purge; the purge determines the
 * entries that are too old and the place of the archive.
 */
public interface PurgeStore {

	/**
	 * Returns the record types of all entries.
	 * @return the types' names of today
	 */
	SortedSet<String> recordTypes();

	/**
	 * Counts the entries of a type that were recorded before an instant, or up to a
	 * minute after it. The time depends on the number of entries.
	 * @param recordType the type's name of today
	 * @param instant the instant
	 * @return how many
	 */
	long count(String recordType, Instant instant);

	/**
	 * Returns the run that was begun last.
	 * @return the run, or nothing when there was none
	 */
	Optional<Run> last();

	/**
	 * Begins a run, or continues the open one if no other owner is working on it.
	 * @param owner the owner of the work
	 * @param now the time
	 * @param lease how long after its last step a run belongs to its owner
	 * @param plan what a new run is to do
	 * @return the open run, which belongs to another owner where that one is at work
	 */
	Run acquire(String owner, Instant now, Duration lease, Supplier<Plan> plan);

	/**
	 * Does one step of a run: all of it or nothing. Until it ends, no other step begins
	 * and no hold comes into force.
	 * @param run the run as it was last seen
	 * @param now the time
	 * @param work the work, which receives the current run
	 * @return the run afterwards, completed where the work has come to the end; where it
	 * was to stop, or belongs to somebody else, no work was done
	 */
	Run step(Run run, Instant now, Function<Run, Step> work);

	/**
	 * Returns the entries that may be removed: neither held, nor younger than an entry of
	 * their record that stays. Call it within a step or for a preview.
	 * @param entries the entries that are too old
	 * @return the ids of those that may go now
	 */
	Set<Long> removable(Collection<ChangeEntry> entries);

	/**
	 * Returns the entries that are held.
	 * @param entries the entries
	 * @return the ids of those that a hold keeps
	 */
	Set<Long> held(Collection<ChangeEntry> entries);

	/**
	 * Removes entries with all data that no other entry needs. Call it within a step,
	 * with entries that are {@link #removable removable}.
	 * @param entries the entries
	 */
	void remove(Collection<ChangeEntry> entries);

	/**
	 * Asks the run that is under way to stop after its step.
	 * @return whether there was one
	 */
	boolean requestStop();

	/**
	 * Ends the work on a run, with a revision and an entry for each report. Does nothing
	 * if the run belongs to another owner by now.
	 * @param run the run
	 * @param now the time
	 * @param state the state in which the work ends
	 * @param failure the failure; null for none
	 * @param reports makes the reports that the entries contain from all segments that
	 * the run has archived
	 * @return the run afterwards
	 */
	Run finish(Run run, Instant now, State state, @Nullable String failure,
			BiFunction<Run, List<Segment>, List<Report>> reports);

	/**
	 * Ends the work on a run as failed, without reports: the segments that no entry
	 * reports yet are reported when the run is finished. Does nothing if the run belongs
	 * to another owner by now.
	 * @param run the run
	 * @param now the time
	 * @param failure the failure
	 * @return the run afterwards
	 */
	Run fail(Run run, Instant now, String failure);

	/** The state of a run. */
	enum State {

		/** An owner is working on the run, or was killed while working on it. */
		RUNNING,

		/** The run stops after its step. */
		STOPPING,

		/** The run was stopped, and can be continued. */
		STOPPED,

		/** The run failed, and can be continued. */
		FAILED,

		/** The run has finished. */
		COMPLETED

	}

	/**
	 * The plan of a run.
	 *
	 * @param asOf the instant from which ages are counted back
	 * @param policies the policies, in a form of the purge's own
	 * @param archive the name of the archive
	 * @param total how many entries there are to look at
	 */
	record Plan(Instant asOf, String policies, String archive, long total) {

	}

	/**
	 * A run with its progress.
	 *
	 * @param id the run's id
	 * @param state its state
	 * @param owner the owner that works on it
	 * @param plan its plan
	 * @param startedAt when it was begun
	 * @param updatedAt when it did its last step
	 * @param place the place that it has reached; null at the beginning
	 * @param scanned how many entries it has examined
	 * @param removed how many of them it has removed
	 * @param segments how many segments it has archived
	 * @param reported how many of those segments entries have reported
	 * @param failure the failure; null for none
	 */
	record Run(long id, State state, String owner, Plan plan, Instant startedAt, Instant updatedAt,
			@Nullable Place place, long scanned, long removed, int segments, int reported, @Nullable String failure) {

	}

	/**
	 * A place among all entries, which a run goes through by their types.
	 *
	 * @param recordType the type
	 * @param entryId the id of the last entry that was looked at
	 */
	record Place(String recordType, long entryId) {

	}

	/**
	 * The result of a step.
	 *
	 * @param place the place that the run has reached; null at the end
	 * @param scanned how many entries were examined
	 * @param segment what was archived and removed; null for nothing
	 */
	record Step(@Nullable Place place, int scanned, @Nullable Segment segment) {

	}

	/**
	 * Entries that were archived together.
	 *
	 * @param number the segment's number within its run, from 1
	 * @param file the name of its file in the archive
	 * @param entries the number of its entries
	 * @param bytes the size of the file
	 * @param sha256 the SHA-256 of the file in lower-case hexadecimal
	 * @param counts what the entries are
	 */
	record Segment(int number, String file, int entries, long bytes, String sha256, List<Count> counts) {

		public Segment {
			counts = List.copyOf(counts);
		}

	}

	/**
	 * The number of entries of a kind.
	 *
	 * @param organizationId their organization; null for none
	 * @param recordType their record type's name of today
	 * @param policy the name of the policy that they are too old for
	 * @param entries how many
	 */
	record Count(@Nullable String organizationId, String recordType, String policy, long entries) {

	}

	/**
	 * The report on a run that an entry contains.
	 *
	 * @param organizationId the organization that may see it; null for none
	 * @param note what it says
	 */
	record Report(@Nullable String organizationId, String note) {

	}

}
