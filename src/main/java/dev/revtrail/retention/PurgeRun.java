package dev.revtrail.retention;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Scope;

/**
 * Executes one run: archives and then removes the entries that are too old, in batches.
 */
final class PurgeRun {

	private final ChangeLog log;

	private final PurgeStore store;

	private final PurgeArchive archive;

	private final PurgeCandidates candidates;

	private final PolicyChoice policies;

	private final PolicyChoice policiesOfToday;

	/**
	 * Creates the work on a run.
	 * @param log reads the entries to archive
	 * @param store removes entries
	 * @param archive the archive
	 * @param candidates finds entries that may be too old
	 * @param policies the policies that the run began with
	 * @param policiesOfToday those that count now, which may keep more
	 */
	PurgeRun(ChangeLog log, PurgeStore store, PurgeArchive archive, PurgeCandidates candidates, PolicyChoice policies,
			PolicyChoice policiesOfToday) {
		this.log = log;
		this.store = store;
		this.archive = archive;
		this.candidates = candidates;
		this.policies = policies;
		this.policiesOfToday = policiesOfToday;
	}

	/** Archives a batch. If the transaction fails, the next step archives it again. */
	PurgeStore.Step step(PurgeStore.Run run) {
		return this.candidates.after(run.place()).map((found) -> {
			Set<Long> ids = this.store.removable(found.entries()
				.stream()
				.filter((entry) -> this.policies.isTooOld(entry, found.recordType())
						&& this.policiesOfToday.isTooOld(entry, found.recordType()))
				.toList());
			PurgeStore.Segment segment = ids.isEmpty() ? null : purge(run, found.recordType(), ids);
			return new PurgeStore.Step(found.last(), found.entries().size(), segment);
		}).orElseGet(() -> new PurgeStore.Step(null, 0, null));
	}

	private PurgeStore.Segment purge(PurgeStore.Run run, String recordType, Set<Long> ids) {
		List<ChangeEntry> entries = this.log
			.slice(ChangeQuery.in(Scope.everything()).ids(ids).withWholeCollections().oldestFirst().withUnsettled(),
					null, ids.size())
			.entries();
		PurgeCounts counts = new PurgeCounts();
		List<ArchivedEntry> archived = entries.stream().map((entry) -> {
			String policy = this.policies.of(entry.organizationId(), recordType).orElseThrow().name();
			counts.add(entry.organizationId(), recordType, policy, 1);
			return new ArchivedEntry(policy, entry);
		}).toList();
		if (!entries.stream().map(ChangeEntry::id).collect(Collectors.toSet()).equals(ids)) {
			throw new IllegalStateException("Entries that are about to be removed could not be read: " + ids + ".");
		}
		PurgeStore.Segment segment = this.archive.write(run.segments() + 1, archived, counts.list());
		this.store.remove(entries);
		return segment;
	}

}
