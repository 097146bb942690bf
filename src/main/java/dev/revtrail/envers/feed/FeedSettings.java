package dev.revtrail.envers.feed;

import java.time.Duration;

/**
 * Settings of the settled mark and of followers.
 *
 * @param gapTime how long a number must be known to have been handed out before it counts
 * as rolled back where no transaction has its row
 * @param lease how long a leader may give no sign of life before another node takes over
 * @param attempts how often a follower may fail to take the same entries before it is
 * parked
 */
public record FeedSettings(Duration gapTime, Duration lease, int attempts) {

	/** How many signs of life a leader gives within its lease. */
	static final int BEATS = 3;

}
