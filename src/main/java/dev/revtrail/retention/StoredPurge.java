package dev.revtrail.retention;

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
import dev.revtrail.PurgeStore;
import dev.revtrail.RecordTypes;
import org.jspecify.annotations.Nullable;

/**
 * The purge, which keeps in the store how far it is.
 */
final class StoredPurge implements Purge {

	private static final DateTimeFormatter ARCHIVE = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
		.withZone(ZoneOffset.UTC);

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
		Candidates candidates = candidates(choice);
		Counts counts = new Counts();
		Optional<Candidates.Found> found = candidates.after(null);
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
		// Two calls in one instance are two owners
		String owner = UUID.randomUUID().toString();
		PurgeStore.Run run = this.store.acquire(owner, this.clock.instant(), this.lease, this::plan);
		if (isOf(owner, run)) {
			PurgeArchive archive = new PurgeArchive(archiveStore, run.plan().archive());
			try {
				run = work(run, archive);
				run = isOf(owner, run) ? finish(run, archive, null) : run;
			}
			catch (RuntimeException ex) {
				fail(run, archive, ex);
				throw ex;
			}
		}
		return PurgeProgress.of(run);
	}

	@Override
	public boolean stop() {
		return this.store.requestStop();
	}

	@Override
	public Optional<PurgeProgress> progress() {
		return this.store.last().map(PurgeProgress::of);
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
		PolicyChoice choice = choice(policiesOf(acquired), asOf);
		PurgeRun work = new PurgeRun(this.log, this.store, archive, candidates(choice), choice,
				choice(policies(), asOf));
		PurgeStore.Run run = acquired;
		while (run.state() == PurgeStore.State.RUNNING && isOf(acquired.owner(), run)) {
			run = this.store.step(run, this.clock.instant(), work::step);
		}
		return run;
	}

	private PurgeStore.Run finish(PurgeStore.Run run, PurgeArchive archive, @Nullable RuntimeException failure) {
		PurgeStore.State state = (failure != null) ? PurgeStore.State.FAILED
				: (run.state() == PurgeStore.State.COMPLETED) ? PurgeStore.State.COMPLETED : PurgeStore.State.STOPPED;
		return this.store.finish(run, this.clock.instant(), state, (failure != null) ? failure.toString() : null,
				(finished, segments) -> report(finished, segments, archive));
	}

	/** The manifest comes first: what was removed is never told without its archive. */
	private static List<PurgeStore.Report> report(PurgeStore.Run run, List<PurgeStore.Segment> segments,
			PurgeArchive archive) {
		if (segments.isEmpty()) {
			return List.of();
		}
		List<RetentionPolicy> policies = policiesOf(run);
		String manifest = archive.write(new ArchiveManifest(1, run.id(), run.state(), run.plan().asOf(), policies,
				segments.stream().mapToLong(PurgeStore.Segment::entries).sum(), segments));
		return new PurgeReport(run, policies, manifest)
			.of(segments.stream().filter((segment) -> segment.number() > run.reported()).toList());
	}

	/** Where not even that can be kept, the run is taken up once its lease is over. */
	private void fail(PurgeStore.Run run, PurgeArchive archive, RuntimeException failure) {
		try {
			finish(run, archive, failure);
		}
		catch (RuntimeException ex) {
			failure.addSuppressed(ex);
		}
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

	private Candidates candidates(PolicyChoice choice) {
		return new Candidates(this.log, this.store.recordTypes(), choice, this.batchSize);
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

	private static List<RetentionPolicy> policiesOf(PurgeStore.Run run) {
		return List.of(ArchiveJson.read(run.plan().policies(), RetentionPolicy[].class));
	}

	private static boolean isOf(String owner, PurgeStore.Run run) {
		return run.owner().equals(owner);
	}

}
