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
 * What a purge needs of the store that holds the entries. It knows how entries hang
 * together and what holds keep, and remembers how far a purge is; which entries are too
 * old and where they are archived is for the purge to say.
 */
public interface PurgeStore {

	/**
	 * The record types of all entries that there are.
	 * @return the types' names of today
	 */
	SortedSet<String> recordTypes();

	/**
	 * How many entries of a type were recorded before an instant, or up to a minute after
	 * it. Takes the time that it takes.
	 * @param recordType the type's name of today
	 * @param instant the instant
	 * @return how many
	 */
	long count(String recordType, Instant instant);

	/**
	 * The run that was begun last.
	 * @return the run, or nothing when there was none
	 */
	Optional<Run> last();

	/**
	 * Begins a run, or continues the open one if no other owner is working on it.
	 * @param owner who wants to work
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
	 * @param work what to do, given the run as it is
	 * @return the run afterwards, completed where the work has come to the end; where it
	 * was to stop, or belongs to somebody else, no work was done
	 */
	Run step(Run run, Instant now, Function<Run, Step> work);

	/**
	 * Which entries may go: neither held, nor younger than an entry of their record that
	 * stays. To be called within a step or for a look.
	 * @param entries the entries that are too old
	 * @return the ids of those that may go now
	 */
	Set<Long> removable(Collection<ChangeEntry> entries);

	/**
	 * Which of some entries are held.
	 * @param entries the entries
	 * @return the ids of those that a hold keeps
	 */
	Set<Long> held(Collection<ChangeEntry> entries);

	/**
	 * Removes entries with all that no other entry needs. To be called within a step,
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
	 * Ends the work on a run, with a revision and an entry for each report. Where the run
	 * belongs to somebody else by now, nothing is done.
	 * @param run the run
	 * @param now the time
	 * @param state why the work ends
	 * @param failure what went wrong; null for nothing
	 * @param reports makes the reports that the entries contain from all segments that
	 * the run has archived
	 * @return the run afterwards
	 */
	Run finish(Run run, Instant now, State state, @Nullable String failure,
			BiFunction<Run, List<Segment>, List<Report>> reports);

	/**
	 * Ends the work on a run as failed, without reports: the segments that no entry
	 * reports yet are reported when the run is finished. Where the run belongs to
	 * somebody else by now, nothing is done.
	 * @param run the run
	 * @param now the time
	 * @param failure what went wrong
	 * @return the run afterwards
	 */
	Run fail(Run run, Instant now, String failure);

	/** What has become of a run. */
	enum State {

		/** Somebody works on it, or was ended in the middle of it. */
		RUNNING,

		/** It is to stop after its step. */
		STOPPING,

		/** It was stopped, and can be taken up. */
		STOPPED,

		/** It failed, and can be taken up. */
		FAILED,

		/** It has come to its end. */
		COMPLETED

	}

	/**
	 * What a run is to do.
	 *
	 * @param asOf the instant from which ages are counted back
	 * @param policies the policies, in a form of the purge's own
	 * @param archive the name of the archive
	 * @param total how many entries there are to look at
	 */
	record Plan(Instant asOf, String policies, String archive, long total) {

	}

	/**
	 * A run and how far it is.
	 *
	 * @param id the run's id
	 * @param state what has become of it
	 * @param owner who works on it
	 * @param plan what it is to do
	 * @param startedAt when it was begun
	 * @param updatedAt when it did its last step
	 * @param place how far it is; null at the beginning
	 * @param scanned how many entries it has looked at
	 * @param removed how many of them it has removed
	 * @param segments how many segments it has archived
	 * @param reported how many of those entries report
	 * @param failure what went wrong; null for nothing
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
	 * What a step did.
	 *
	 * @param place how far the run is now; null where it has come to the end
	 * @param scanned how many entries were looked at
	 * @param segment what was archived and removed; null for nothing
	 */
	record Step(@Nullable Place place, int scanned, @Nullable Segment segment) {

	}

	/**
	 * Entries that were archived together.
	 *
	 * @param number the segment's number within its run, from 1
	 * @param file the name of its file in the archive
	 * @param entries how many entries it holds
	 * @param bytes how long the file is
	 * @param sha256 the SHA-256 of the file in lower-case hexadecimal
	 * @param counts what the entries are
	 */
	record Segment(int number, String file, int entries, long bytes, String sha256, List<Count> counts) {

		public Segment {
			counts = List.copyOf(counts);
		}

	}

	/**
	 * How many entries of a kind there are.
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
