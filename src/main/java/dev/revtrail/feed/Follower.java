package dev.revtrail.feed;

import java.util.List;

import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Scope;

/**
 * Gets every entry of the change log, in the order of commits. A bean of this type is run
 * by one node at a time, in a thread of its own; its position is kept in the database, so
 * that it goes on where it was after a restart or on another node.
 * <p>
 * An entry comes at least once: where a node ends after it has delivered entries and
 * before their position is stored, they come again. A follower that keeps what it makes
 * of them in the tracked database can be {@link #isTransactional() transactional}, and
 * then gets each entry exactly once.
 */
public interface Follower {

	/**
	 * Returns the name that the position is stored under. A follower that is renamed
	 * begins as a new one.
	 * @return the name: 1 to 64 lower-case letters, digits, dots and dashes
	 */
	String name();

	/**
	 * Takes entries. What it throws is logged, and the same entries come again after a
	 * while: after ever longer ones, and then only when {@link Feed#retry} is called.
	 * @param entries the next entries, oldest first; never empty
	 * @throws Exception if they cannot be taken
	 */
	void accept(List<ChangeEntry> entries) throws Exception;

	/**
	 * Returns which entries it gets, and with which parts. The order of the query does
	 * not count.
	 * @return the query; all entries with their changes unless overridden
	 */
	default ChangeQuery query() {
		return ChangeQuery.in(Scope.everything());
	}

	/**
	 * Returns how many entries it gets at once.
	 * @return the greatest number, 1 to 1,000; 100 unless overridden
	 */
	default int batchSize() {
		return 100;
	}

	/**
	 * Returns where it starts when it runs for the first time.
	 * @return the place; the oldest entry unless overridden
	 */
	default Start start() {
		return Start.OLDEST;
	}

	/**
	 * Returns whether {@link #accept} is called within a transaction of the tracked
	 * database that also stores the position. The transaction holds a lock until its end,
	 * so commands on the follower wait for it. The follower must not command itself.
	 * @return whether it is; false unless overridden
	 */
	default boolean isTransactional() {
		return false;
	}

	/**
	 * Returns whether a purge leaves entries that this follower has not got yet.
	 * @return whether it does; false unless overridden
	 */
	default boolean isBeforePurge() {
		return false;
	}

	/**
	 * Creates a follower that gets all entries from the oldest one on, outside of any
	 * transaction.
	 * @param name the name
	 * @param consumer takes entries as {@link #accept} does
	 * @return the follower
	 */
	static Follower of(String name, Consumer consumer) {
		return new Follower() {

			@Override
			public String name() {
				return name;
			}

			@Override
			public void accept(List<ChangeEntry> entries) throws Exception {
				consumer.accept(entries);
			}

		};
	}

	/**
	 * Takes entries.
	 */
	@FunctionalInterface
	interface Consumer {

		/**
		 * Takes entries.
		 * @param entries the next entries, oldest first; never empty
		 * @throws Exception if they cannot be taken
		 */
		void accept(List<ChangeEntry> entries) throws Exception;

	}

	/**
	 * Where a follower starts.
	 */
	enum Start {

		/** With the oldest entry of the log. */
		OLDEST,

		/** With the entries that are committed from now on. */
		NOW

	}

}
