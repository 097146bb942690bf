package dev.revtrail;

import java.time.Duration;

import org.awaitility.Awaitility;

/**
 * Waits until no entry can appear any more before those that are there.
 */
public final class SettledLog {

	private SettledLog() {
	}

	/**
	 * Waits for the settled mark.
	 * @param log the log, to which nothing else is written meanwhile
	 */
	public static void await(ChangeLog log) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> isSettled(log));
	}

	/**
	 * Returns whether all entries of a log are settled.
	 * @param log the log
	 * @return whether they are
	 */
	public static boolean isSettled(ChangeLog log) {
		ChangeSlice newest = log.slice(ChangeQuery.in(Scope.everything()).withoutChanges(), null, 1);
		return newest.entries().isEmpty() || newest.end().forwardFrom() > newest.entries().get(0).id();
	}

}
