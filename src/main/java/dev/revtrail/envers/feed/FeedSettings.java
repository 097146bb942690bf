package dev.revtrail.envers.feed;

import java.time.Duration;

/**
 * Settings of the settled mark.
 *
 * @param gapTime how long a number must be known to have been handed out before it counts
 * as rolled back where no transaction has its row
 * @param lease how long a leader may give no sign of life before another node takes over
 */
public record FeedSettings(Duration gapTime, Duration lease) {

}
