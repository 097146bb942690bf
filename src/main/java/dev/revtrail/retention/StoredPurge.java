package dev.revtrail.retention;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;

import dev.revtrail.ChangeLog;
import dev.revtrail.EntrySubjects;
import dev.revtrail.OrganizationTree;
import dev.revtrail.RecordTypes;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The purge, which keeps in the store how far it is.
 */
final class StoredPurge implements Purge {

	private static final DateTimeFormatter ARCHIVE = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
		.withZone(ZoneOffset.UTC);

	private static final Log LOG = LogFactory.getLog(StoredPurge.class);

	/** Leaves room for a UUID in an owner of 64 characters. */
	private static final int PROCESS_LENGTH = 27;

	private final ChangeLog log;

	private final PurgeStore store;

	private final RetentionPolicies policies;

	private final RecordTypes recordTypes;

	private final OrganizationTree organizations;

	private final Supplier<@Nullable ArchiveStore> archives;

	private final Clock clock;

	private final int batchSize;

	private final Duration lease;

	StoredPurge(ChangeLog log, PurgeStore store, RetentionPolicies policies, RecordTypes recordTypes,
			OrganizationTree organizations, Supplier<@Nullable ArchiveStore> archives, Clock clock,
			RetentionProperties properties) {
		this.log = log;
		this.store = store;
		this.policies = policies;
		this.recordTypes = recordTypes;
		this.organizations = organizations;
		this.archives = archives;
		this.clock = clock;
		this.batchSize = properties.batchSize();
		this.lease = properties.lease();
	}

	@Override
	public List<PurgeStore.Count> preview() {
		PolicyChoice choice = choice(policies(), this.clock.instant());
		PurgeCandidates candidates = candidates(choice);
		PurgeCounts counts = new PurgeCounts();
		Optional<PurgeCandidates.Found> found = candidates.after(null);
		while (found.isPresent()) {
			String type = found.get().recordType();
			var tooOld = found.get().entries().stream().filter((entry) -> choice.isTooOld(entry, type)).toList();
			var held = this.store.held(tooOld);
			tooOld.stream()
				.filter((entry) -> !held.contains(entry.id()))
				.forEach((entry) -> counts.add(entry.organizationId(), type,
						choice.of(entry.organizationId(), type).orElseThrow().name(), 1));
			found = candidates.after(found.get().last());
		}
		return counts.list();
	}

	@Override
	public PurgeProgress run() {
		ArchiveStore archiveStore = archiveStore();
		String owner = newOwner();
		PurgeStore.Run run = this.store.acquire(owner, this.clock.instant(), this.lease, this::plan);
		if (!isOf(owner, run)) {
			PurgeProgress progress = progress(run);
			LOG.info("Purge " + run.id() + " was not taken up: " + progress.lease() + ".");
			return progress;
		}
		PurgeArchive archive = new PurgeArchive(archiveStore, run.plan().archive());
		PurgeEnd end = new PurgeEnd(this.store, archive, this.clock);
		try {
			run = work(run, archive);
			if (isOf(owner, run)) {
				run = end.finish(run);
			}
		}
		catch (Throwable ex) {
			end.fail(run, ex);
			throw ex;
		}
		if (!isOf(owner, run)) {
			LOG.warn("Purge " + run.id() + " was taken over by " + run.owner()
					+ ", as a batch took longer than the lease.");
		}
		return progress(run);
	}

	@Override
	public boolean stop() {
		return this.store.requestStop();
	}

	@Override
	public Optional<PurgeProgress> progress() {
		return this.store.last().map(this::progress);
	}

	@Override
	public PurgeArchive archive(String name) {
		PurgeArchive archive = new PurgeArchive(archiveStore(), name);
		archive.manifest();
		return archive;
	}

	private PurgeStore.Plan plan() {
		Instant now = this.clock.instant();
		List<RetentionPolicy> all = policies();
		String archive = ARCHIVE.format(now) + "-" + UUID.randomUUID().toString().substring(0, 8);
		return new PurgeStore.Plan(now, ArchiveJson.write(all), archive,
				candidates(choice(all, now)).count(this.store));
	}

	private PurgeStore.Run work(PurgeStore.Run acquired, PurgeArchive archive) {
		Instant asOf = acquired.plan().asOf();
		PolicyChoice choice = choice(PolicyChoice.policiesOf(acquired), asOf);
		PurgeRun work = new PurgeRun(this.log, this.store, archive, candidates(choice), choice,
				choice(policies(), asOf));
		PurgeStore.Run run = acquired;
		while (run.state() == PurgeStore.State.RUNNING && isOf(acquired.owner(), run)) {
			run = this.store.step(run, this.clock.instant(), work::step);
		}
		return run;
	}

	/** A misspelt type must not leave another policy to purge what was to be kept. */
	private List<RetentionPolicy> policies() {
		List<RetentionPolicy> all = this.policies.all();
		Set<String> known = new TreeSet<>(this.store.recordTypes());
		new EntrySubjects(this.recordTypes).all().forEach((type) -> known.add(type.name()));
		for (RetentionPolicy policy : all) {
			if (policy.recordType() != null && !known.contains(policy.recordType())) {
				throw new IllegalStateException("The retention policy '" + policy.name() + "' is for the record type '"
						+ policy.recordType() + "', which is neither tracked nor in the change log.");
			}
		}
		return all;
	}

	private PurgeCandidates candidates(PolicyChoice choice) {
		return new PurgeCandidates(this.log, this.store.recordTypes(), choice, this.batchSize);
	}

	private PolicyChoice choice(List<RetentionPolicy> all, Instant asOf) {
		return new PolicyChoice(all, asOf, this.organizations);
	}

	private ArchiveStore archiveStore() {
		ArchiveStore store = this.archives.get();
		if (store == null) {
			throw new IllegalStateException("There is nowhere to archive to: set revtrail.retention.archive-directory, "
					+ "or provide a bean of type ArchiveStore.");
		}
		return store;
	}

	private PurgeProgress progress(PurgeStore.Run run) {
		return PurgeProgress.of(run, this.lease);
	}

	/** Two calls in one instance are two owners. */
	private static String newOwner() {
		String process = ManagementFactory.getRuntimeMXBean().getName();
		return process.substring(0, Math.min(process.length(), PROCESS_LENGTH)) + "-" + UUID.randomUUID();
	}

	private static boolean isOf(String owner, PurgeStore.Run run) {
		return run.owner().equals(owner);
	}

}
