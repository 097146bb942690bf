package dev.revtrail.envers.reconciliation;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What a host says about the reconciliation.
 *
 * @param schedule the cron expression of when all record types are compared; null for
 * never
 * @param batchSize how many records are compared in one transaction
 * @param lease how long a node may give no sign of life before another one works on its
 * runs
 */
public record ReconciliationSettings(@Nullable String schedule, int batchSize, Duration lease) {

}
