package dev.revtrail.envers.baseline;

import java.time.Duration;
import java.util.List;

/**
 * What a host says about the baseline.
 *
 * @param recordTypes the record types whose baseline is taken at start-up; {@code all}
 * for every one
 * @param batchSize how many records get an audit row in one transaction
 * @param lease how long a node may give no sign of life before another one works on its
 * runs
 */
public record BaselineSettings(List<String> recordTypes, int batchSize, Duration lease) {

	/** Stands for all record types. */
	static final String ALL = "all";

}
