package dev.revtrail.context;

import dev.revtrail.Actor;
import dev.revtrail.ActorResolver;
import dev.revtrail.Revision;
import org.jspecify.annotations.Nullable;

/**
 * The origin of work: actor, source, request and trace.
 *
 * @param actor the actor; null only while it is left to the {@link ActorResolver}
 * @param source the application's, job's or consumer's name
 * @param requestId the request's id, where there is one
 * @param traceId the id of the distributed trace that the work is part of, where there is
 * one
 * @param request the request, where there is one
 * @param progress follows the request until it is answered, if this application answers
 * it
 */
public record Origin(@Nullable Actor actor, String source, @Nullable String requestId, @Nullable String traceId,
		Revision.@Nullable Request request, @Nullable RequestProgress progress) {

	/**
	 * Creates the origin of work outside of requests to this application.
	 * @param actor the actor; null only while it is left to the {@link ActorResolver}
	 * @param source the application's, job's or consumer's name
	 * @param requestId the request's id, where there is one
	 * @param request the request, where there is one
	 */
	public Origin(@Nullable Actor actor, String source, @Nullable String requestId,
			Revision.@Nullable Request request) {
		this(actor, source, requestId, null, request, null);
	}

	/**
	 * Returns this origin with another actor.
	 * @param actor the actor
	 * @return the origin
	 */
	public Origin by(Actor actor) {
		return new Origin(actor, this.source, this.requestId, this.traceId, this.request, this.progress);
	}

	/**
	 * Returns this origin as part of a distributed trace.
	 * @param traceId the trace's id; null if it is part of none
	 * @return the origin
	 */
	public Origin within(@Nullable String traceId) {
		return new Origin(this.actor, this.source, this.requestId, traceId, this.request, this.progress);
	}

	/** Returns this origin with what follows its request until it is answered. */
	Origin followedBy(RequestProgress progress) {
		return new Origin(this.actor, this.source, this.requestId, this.traceId, this.request, progress);
	}

}
