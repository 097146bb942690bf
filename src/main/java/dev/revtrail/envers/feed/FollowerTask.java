package dev.revtrail.envers.feed;

import java.time.Duration;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;

import dev.revtrail.envers.index.EntryIds;
import dev.revtrail.feed.Follower.Start;

/**
 * What is run for a follower, one step at a time.
 */
public interface FollowerTask {

	/** The name that the position is stored under. */
	String name();

	/** Where it starts. */
	Start start();

	/** Whether a step and its position are committed together. */
	boolean isTransactional();

	/** Whether purges leave what it has not got yet. */
	boolean isBeforePurge();

	/** How long it rests when it has got everything. */
	Duration pause();

	/** Whether it takes what is settled at once instead of after the pause. */
	boolean isPrompt();

	/** Whether it waits for a command once it has failed too often. */
	boolean canBeParked();

	/**
	 * Takes the next entries that are settled.
	 * @param step what to take
	 * @return the lowest id that it has not got afterwards; the position where there is
	 * nothing
	 * @throws Exception if they cannot be taken
	 */
	long advance(Step step) throws Exception;

	/**
	 * Takes the entries of revisions that appeared below its position.
	 * @param revisions their numbers
	 * @throws Exception if they cannot be taken
	 */
	void late(SortedSet<Long> revisions) throws Exception;

	/** Is called when it has got everything, before each pause. */
	default void rest() {
	}

	/**
	 * What to take next.
	 *
	 * @param position the lowest id that it has not got yet
	 * @param end the lowest id that was not settled before the step began
	 * @param passed the numbers of revisions to leave out, since it gets them when they
	 * are late; to be read after the entries
	 */
	record Step(long position, long end, Supplier<? extends Set<Long>> passed) {

		/**
		 * Where to go on: not within a revision that is left out, as that comes as a
		 * whole when it is late.
		 * @param next the lowest id that has not been taken
		 * @param passed the numbers of revisions that are left out
		 */
		public static long next(long next, Set<Long> passed) {
			long revision = EntryIds.revision(next);
			return (next > EntryIds.floor(revision) && passed.contains(revision)) ? EntryIds.floor(revision + 1) : next;
		}

	}

}
