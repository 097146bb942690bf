package dev.revtrail.feed;

import java.time.Duration;

/**
 * The settled mark: the number of the lowest revision that may still be in flight. All
 * below it are committed or never will be, so that who has read the log up to the mark
 * has missed nothing. One node of an application at a time advances it.
 */
public interface SettledMark {

	/**
	 * Returns whether this node advances the mark.
	 * @return whether it does
	 */
	boolean isLeading();

	/**
	 * Returns the mark as this node last read it.
	 * @return the number of a revision; 0 before the first time
	 */
	long revision();

	/**
	 * Returns for how long a revision that this node has seen has been waiting for the
	 * mark to pass it, or for how long this node has been unable to read the mark.
	 * @return the time; zero where nothing waits
	 */
	Duration lag();

	/**
	 * Returns how many revisions this node has seen appear below the mark. They had been
	 * given up since their transactions paused for longer than the gap time, between the
	 * number and the row.
	 * @return their number since the application started
	 */
	long late();

	/**
	 * Watches the mark. A node that does not advance it looks for it once a second, and
	 * several times a second while anything watches.
	 * @param advanced is called each time that this node has learnt of a change of the
	 * mark, after {@link #revision()} returns it; it holds up the mark, so it only hands
	 * on
	 * @return the watch, which ends when it is closed
	 */
	Watch watch(Runnable advanced);

	/**
	 * A watch of the mark.
	 */
	@FunctionalInterface
	interface Watch extends AutoCloseable {

		/** Ends the watch, at the latest after a call that is being made. */
		@Override
		void close();

	}

}
