package dev.revtrail.retention;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Describes the entries that a run has removed, separately for each organization.
 *
 * @param run the run
 * @param policies its policies
 * @param manifest the SHA-256 of its archive's manifest
 */
record PurgeReport(PurgeStore.Run run, List<RetentionPolicy> policies, String manifest) {

	/** Returns the reports that entries contain about some segments. */
	List<PurgeStore.Report> of(List<PurgeStore.Segment> segments) {
		PurgeCounts counts = new PurgeCounts();
		segments.forEach((segment) -> segment.counts()
			.forEach((count) -> counts.add(count.organizationId(), count.recordType(), count.policy(),
					count.entries())));
		Map<String, List<PurgeStore.Count>> byOrganization = counts.list()
			.stream()
			.collect(Collectors.groupingBy((count) -> String.valueOf(count.organizationId()), TreeMap::new,
					Collectors.toList()));
		return byOrganization.values()
			.stream()
			.map((ofOne) -> new PurgeStore.Report(ofOne.get(0).organizationId(), text(ofOne)))
			.toList();
	}

	private String text(List<PurgeStore.Count> counts) {
		long removed = counts.stream().mapToLong(PurgeStore.Count::entries).sum();
		return "Purge " + this.run.id() + " removed " + removed + ((removed == 1) ? " entry: " : " entries: ")
				+ counts.stream().map(this::text).collect(Collectors.joining("; ")) + ". Archive "
				+ this.run.plan().archive() + ", SHA-256 of its manifest " + this.manifest + ".";
	}

	private String text(PurgeStore.Count count) {
		RetentionPolicy policy = this.policies.stream()
			.filter((candidate) -> candidate.name().equals(count.policy()))
			.findFirst()
			.orElseThrow();
		Instant cutOff = policy.cutOff(this.run.plan().asOf());
		return count.entries() + " of " + count.recordType() + " from before " + cutOff + " under policy '"
				+ policy.name() + "' (" + policy.period() + ")";
	}

}
