package dev.revtrail;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A committed transaction, with its actor, time, source and request.
 *
 * @param number the revision number; not in order of commit
 * @param recordedAt the time of recording, UTC, to the microsecond
 * @param actor the actor
 * @param source the source: the application's name for requests, else the job's or
 * consumer's name
 * @param requestId the id of the request, where there was one
 * @param traceId the id of the distributed trace that the work was part of, where it was
 * part of one
 * @param request the request, where there was one
 * @param note a remark on the revision, where there is one
 */
public record Revision(long number, Instant recordedAt, Actor actor, String source, @Nullable String requestId,
		@Nullable String traceId, @Nullable Request request, @Nullable String note) {

	/**
	 * The HTTP request that a revision was made in.
	 *
	 * @param method the method, such as {@code PATCH}
	 * @param path the path without the query string
	 * @param ipAddress the caller's address, where known
	 * @param userAgent the user agent that the caller sent, where known
	 * @param status the HTTP status that the request was answered with; known shortly
	 * after the answer, and null until then
	 */
	public record Request(String method, String path, @Nullable String ipAddress, @Nullable String userAgent,
			@Nullable Integer status) {

		/**
		 * Creates a request that has not been answered yet.
		 * @param method the method
		 * @param path the path without the query string
		 * @param ipAddress the caller's address, where known
		 * @param userAgent the user agent, where known
		 */
		public Request(String method, String path, @Nullable String ipAddress, @Nullable String userAgent) {
			this(method, path, ipAddress, userAgent, null);
		}

	}

}
