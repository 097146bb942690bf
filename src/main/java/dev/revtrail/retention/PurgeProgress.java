package dev.revtrail.retention;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The progress of a run of a purge.
 *
 * @param id the run's id
 * @param state its state
 * @param asOf the instant from which ages are counted back
 * @param startedAt when it was begun
 * @param updatedAt when it did its last batch
 * @param total the number of entries to examine when the run was begun, plus or minus
 * those of a minute
 * @param scanned how many entries it has examined
 * @param removed how many of them it has removed
 * @param archive the name of its archive; null while it has removed nothing
 * @param failure what went wrong; null for nothing
 * @param lease which call works on it and until when no other does; null where none does
 */
public record PurgeProgress(long id, PurgeStore.State state, Instant asOf, Instant startedAt, Instant updatedAt,
		long total, long scanned, long removed, @Nullable String archive, @Nullable String failure,
		@Nullable Lease lease) {

	static PurgeProgress of(PurgeStore.Run run, Duration lease) {
		boolean atWork = run.state() == PurgeStore.State.RUNNING || run.state() == PurgeStore.State.STOPPING;
		return new PurgeProgress(run.id(), run.state(), run.plan().asOf(), run.startedAt(), run.updatedAt(),
				run.plan().total(), run.scanned(), run.removed(), (run.segments() > 0) ? run.plan().archive() : null,
				run.failure(),
				atWork ? new Lease(run.owner(), run.startedAt(), run.updatedAt(), run.updatedAt().plus(lease)) : null);
	}

	/**
	 * The work of one owner on a run. Each batch prolongs it.
	 *
	 * @param owner the process and host that work on the run, and an id of the call
	 * @param startedAt when the run was begun, by this owner or one before
	 * @param lastBatchAt when the owner did its last batch, or took over the run
	 * @param until when the run can be taken up unless there is another batch
	 */
	public record Lease(String owner, Instant startedAt, Instant lastBatchAt, Instant until) {

		@Override
		public String toString() {
			return this.owner + " works on it, which was begun at " + this.startedAt + "; the last batch was at "
					+ this.lastBatchAt + ", and the lease lasts until " + this.until;
		}

	}

}
