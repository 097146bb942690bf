package dev.revtrail;

import java.time.Instant;

/**
 * How many entries of one action there are in a stretch of time.
 *
 * @param from when the stretch begins, UTC
 * @param action what happened
 * @param count how often
 */
public record ChangeCount(Instant from, Action action, long count) {

}
