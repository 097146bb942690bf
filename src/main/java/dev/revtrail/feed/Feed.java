package dev.revtrail.feed;

import java.util.List;

/**
 * The followers of the change log, and what can be done about them. Works on any node,
 * also for followers that other nodes run.
 */
public interface Feed {

	/**
	 * The name of the follower that keeps the numbers which totals and days come from.
	 */
	String COUNTS = "revtrail.counts";

	/**
	 * Returns all followers that have a position.
	 * @return their states, by name
	 */
	List<FollowerStatus> followers();

	/**
	 * Returns the same as this node last saw it, without a statement; it looks once a
	 * second.
	 * @return their states, by name; empty before the first look
	 */
	List<FollowerStatus> lastSeen();

	/**
	 * Has a follower that has failed try again at once, in particular one that is parked.
	 * Does nothing where it has not failed. An attempt that still runs may overlap.
	 * @param name its name
	 * @throws IllegalArgumentException if there is no such follower
	 */
	void retry(String name);

	/**
	 * Moves a follower to another place. From the oldest entry on, it gets all entries
	 * again. Is recorded as an event.
	 * @param name its name
	 * @param start the place
	 * @throws IllegalArgumentException if there is no such follower, or if
	 * {@link #COUNTS} should begin later than with the oldest entry
	 * @throws IllegalStateException if this node does not know yet where the log ends, as
	 * after the migration of a large log
	 */
	void restart(String name, Follower.Start start);

	/**
	 * Forgets the position of a follower, for instance of one that exists no more and
	 * keeps entries from being purged. Is recorded as an event. While a node still has
	 * the follower's bean, it starts again where a new one would.
	 * @param name its name
	 * @throws IllegalArgumentException if there is no such follower, or if it is
	 * {@link #COUNTS}
	 */
	void abandon(String name);

}
