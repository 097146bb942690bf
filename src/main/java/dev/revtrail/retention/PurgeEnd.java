package dev.revtrail.retention;

import java.time.Clock;
import java.util.List;

import org.springframework.core.NestedExceptionUtils;

/**
 * The end of the work on a run: its manifest, its reports and its state.
 */
final class PurgeEnd {

	private final PurgeStore store;

	private final PurgeArchive archive;

	private final Clock clock;

	PurgeEnd(PurgeStore store, PurgeArchive archive, Clock clock) {
		this.store = store;
		this.archive = archive;
		this.clock = clock;
	}

	PurgeStore.Run finish(PurgeStore.Run run) {
		PurgeStore.State state = (run.state() == PurgeStore.State.COMPLETED) ? PurgeStore.State.COMPLETED
				: PurgeStore.State.STOPPED;
		return this.store.finish(run, this.clock.instant(), state, null, this::report);
	}

	/**
	 * Stores the failure of a run, even if its archive cannot be written. If the database
	 * does not answer either, the run can be continued after its lease has expired.
	 */
	void fail(PurgeStore.Run run, Throwable failure) {
		// An interrupted thread can neither write files nor wait for a connection
		boolean interrupted = Thread.interrupted();
		try {
			fail(run, reason(failure), failure);
		}
		catch (RuntimeException | Error ex) {
			suppress(failure, ex);
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private void fail(PurgeStore.Run run, String reason, Throwable failure) {
		try {
			this.store.finish(run, this.clock.instant(), PurgeStore.State.FAILED, reason, this::report);
		}
		catch (RuntimeException | Error ex) {
			suppress(failure, ex);
			this.store.fail(run, this.clock.instant(), reason);
		}
	}

	private static void suppress(Throwable failure, Throwable other) {
		if (failure != other) {
			failure.addSuppressed(other);
		}
	}

	private static String reason(Throwable failure) {
		Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
		return (root != failure) ? failure + " Cause: " + root : failure.toString();
	}

	/**
	 * Writes the manifest before the reports, so that there is no report without an
	 * archive.
	 */
	private List<PurgeStore.Report> report(PurgeStore.Run run, List<PurgeStore.Segment> segments) {
		if (segments.isEmpty()) {
			return List.of();
		}
		List<RetentionPolicy> policies = PolicyChoice.policiesOf(run);
		String manifest = this.archive.write(new ArchiveManifest(ArchiveManifest.FORMAT, run.id(), run.state(),
				run.plan().asOf(), policies, segments.stream().mapToLong(PurgeStore.Segment::entries).sum(), segments));
		return new PurgeReport(run, policies, manifest)
			.of(segments.stream().filter((segment) -> segment.number() > run.reported()).toList());
	}

}
