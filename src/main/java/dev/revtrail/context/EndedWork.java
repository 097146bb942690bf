package dev.revtrail.context;

import java.util.List;

import dev.revtrail.Action;
import dev.revtrail.RecordRef;
import dev.revtrail.context.ChangeContext.Origin;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request once it has been answered, or of other work whose
 * transaction rolled back.
 *
 * @param origin who was at work, from where and in which request; without an actor where
 * nobody asked for one
 * @param status the HTTP status of the answer; null without a request
 * @param revisions the numbers of the revisions that were committed
 * @param attempts the changes of tracked records that were rolled back
 * @param late whether the request had been answered, and this told, before
 */
public record EndedWork(Origin origin, @Nullable Integer status, List<Long> revisions, List<Attempt> attempts,
		boolean late) {

	public EndedWork {
		revisions = List.copyOf(revisions);
		attempts = List.copyOf(attempts);
	}

	/**
	 * A change that was tried.
	 *
	 * @param action what was tried
	 * @param record the record; without an id where it was to be created
	 */
	public record Attempt(Action action, RecordRef record) {

	}

}
