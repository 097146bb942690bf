package dev.revtrail;

import java.time.Instant;

/**
 * The number of entries of one action in a period.
 *
 * @param from the start of the period, UTC
 * @param action the action
 * @param count the number of entries
 */
public record ChangeCount(Instant from, Action action, long count) {

}
