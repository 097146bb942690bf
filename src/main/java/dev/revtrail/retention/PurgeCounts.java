package dev.revtrail.retention;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Counts entries by their kinds.
 */
final class PurgeCounts {

	private static final Comparator<PurgeStore.Count> ORDER = Comparator
		.comparing(PurgeStore.Count::organizationId, Comparator.nullsFirst(Comparator.naturalOrder()))
		.thenComparing(PurgeStore.Count::recordType)
		.thenComparing(PurgeStore.Count::policy);

	private final Map<PurgeStore.Count, Long> numbers = new LinkedHashMap<>();

	void add(@Nullable String organizationId, String recordType, String policy, long entries) {
		this.numbers.merge(new PurgeStore.Count(organizationId, recordType, policy, 0), entries, Long::sum);
	}

	/** Returns the counts by organization, type and policy. */
	List<PurgeStore.Count> list() {
		List<PurgeStore.Count> counts = new ArrayList<>();
		this.numbers.forEach((kind, entries) -> counts
			.add(new PurgeStore.Count(kind.organizationId(), kind.recordType(), kind.policy(), entries)));
		counts.sort(ORDER);
		return counts;
	}

}
