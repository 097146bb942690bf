package dev.revtrail.retention;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;

/**
 * The period for which entries are kept. A policy may apply to one organization with its
 * subsidiaries, to one record type, to both or to all.
 *
 * @param name the policy's name in the reports of a purge
 * @param organizationId the organization; null for every one, and for entries of none
 * @param recordType the record type's name of today in upper-snake form; null for every
 * one but those of the change log's own entries about purges and holds
 * @param period how long, in calendar days, months and years of UTC, at least a day; null
 * for ever
 */
public record RetentionPolicy(String name, @Nullable String organizationId, @Nullable String recordType,
		@Nullable Period period) {

	/**
	 * Checks the period. The minimum of a day is longer than any transaction, so that
	 * none can start from data that a purge removes.
	 * @throws IllegalArgumentException when it is shorter than a day
	 */
	public RetentionPolicy {
		if (period != null && (period.isNegative() || period.toTotalMonths() == 0 && period.getDays() < 1)) {
			throw new IllegalArgumentException(
					"The retention policy '" + name + "' keeps entries for " + period + ", which is less than a day.");
		}
	}

	/**
	 * The instant before which entries are too old.
	 * @param asOf the instant from which ages are counted back
	 * @return the instant; null for none
	 */
	public @Nullable Instant cutOff(Instant asOf) {
		return (this.period != null) ? asOf.atZone(ZoneOffset.UTC).minus(this.period).toInstant() : null;
	}

}
