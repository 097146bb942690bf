package dev.revtrail;

import java.time.Duration;

import dev.revtrail.feed.Feed;
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
	 * Waits until all entries are settled, and have come to all followers.
	 * @param log the log, to which nothing else is written meanwhile
	 * @param feed its followers
	 */
	public static void awaitFollowers(ChangeLog log, Feed feed) {
		await(log);
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> feed.followers().stream().allMatch((follower) -> follower.revisionsBehind() == 0));
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
