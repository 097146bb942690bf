package dev.revtrail.context;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The result of a request that has been answered, or of other work whose transaction was
 * rolled back.
 *
 * @param origin the origin of the work; without an actor if none was resolved
 * @param status the HTTP status of the answer; null without a request
 * @param revisions the numbers of the revisions that were committed
 * @param attempts the changes of tracked records that were rolled back
 * @param late whether the request had already been answered and reported
 */
public record CompletedWork(Origin origin, @Nullable Integer status, List<Long> revisions,
		List<AttemptedChange> attempts, boolean late) {

	public CompletedWork {
		revisions = List.copyOf(revisions);
		attempts = List.copyOf(attempts);
	}

}
