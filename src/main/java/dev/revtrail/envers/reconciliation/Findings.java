package dev.revtrail.envers.reconciliation;

import java.util.List;

import dev.revtrail.reconciliation.Discrepancy;

/**
 * What a comparison of some records has found.
 *
 * @param scanned how many records it has looked at
 * @param compared how many of them it could compare
 * @param uncompared how many it could not compare
 * @param discrepancies those that differ
 */
record Findings(int scanned, int compared, int uncompared, List<Discrepancy> discrepancies) {

	long count(Discrepancy.Kind kind) {
		return this.discrepancies.stream().filter((found) -> found.kind() == kind).count();
	}

}
