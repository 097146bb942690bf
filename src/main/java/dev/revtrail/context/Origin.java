package dev.revtrail.context;

import dev.revtrail.Actor;
import dev.revtrail.ActorResolver;
import dev.revtrail.Revision;
import org.jspecify.annotations.Nullable;

/**
 * The origin of work: actor, source and request.
 *
 * @param actor the actor; null only while it is left to the {@link ActorResolver}
 * @param source the application's, job's or consumer's name
 * @param requestId the request's id, where there is one
 * @param request the request, where there is one
 * @param trace the trace of the request, if this application answers it
 */
public record Origin(@Nullable Actor actor, String source, @Nullable String requestId,
		Revision.@Nullable Request request, @Nullable RequestTrace trace) {

	/**
	 * Creates the origin of work outside of requests to this application.
	 * @param actor the actor; null only while it is left to the {@link ActorResolver}
	 * @param source the application's, job's or consumer's name
	 * @param requestId the request's id, where there is one
	 * @param request the request, where there is one
	 */
	public Origin(@Nullable Actor actor, String source, @Nullable String requestId,
			Revision.@Nullable Request request) {
		this(actor, source, requestId, request, null);
	}

	/**
	 * Returns this origin with another actor.
	 * @param actor the actor
	 * @return the origin
	 */
	public Origin by(Actor actor) {
		return new Origin(actor, this.source, this.requestId, this.request, this.trace);
	}

}
