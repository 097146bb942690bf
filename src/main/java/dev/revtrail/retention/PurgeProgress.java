package dev.revtrail.retention;

import java.time.Instant;

import dev.revtrail.PurgeStore;
import org.jspecify.annotations.Nullable;

/**
 * How far a run of a purge is.
 *
 * @param id the run's id
 * @param state what has become of it
 * @param asOf the instant from which ages are counted back
 * @param startedAt when it was begun
 * @param updatedAt when it did its last batch
 * @param total how many entries there were to look at when it was begun, give or take
 * those of a minute
 * @param scanned how many entries it has looked at
 * @param removed how many of them it has removed
 * @param archive the name of its archive; null while it has removed nothing
 * @param failure what went wrong; null for nothing
 */
public record PurgeProgress(long id, PurgeStore.State state, Instant asOf, Instant startedAt, Instant updatedAt,
		long total, long scanned, long removed, @Nullable String archive, @Nullable String failure) {

	static PurgeProgress of(PurgeStore.Run run) {
		return new PurgeProgress(run.id(), run.state(), run.plan().asOf(), run.startedAt(), run.updatedAt(),
				run.plan().total(), run.scanned(), run.removed(), (run.segments() > 0) ? run.plan().archive() : null,
				run.failure());
	}

}
