package dev.revtrail;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One committed transaction: who, when, from where and in which request.
 *
 * @param number the revision number; not in order of commit
 * @param recordedAt when it was recorded, UTC, to the microsecond
 * @param actor who made it
 * @param source where it entered: the application's name for requests, else the job's or
 * consumer's name
 * @param requestId the id of the request or trace, where there was one
 * @param request the request, where there was one
 * @param note a remark on the revision, where there is one
 */
public record Revision(long number, Instant recordedAt, Actor actor, String source, @Nullable String requestId,
		@Nullable Request request, @Nullable String note) {

	/**
	 * The HTTP request that a revision was made in.
	 *
	 * @param method the method, such as {@code PATCH}
	 * @param path the path without the query string
	 * @param ipAddress the caller's address, where known
	 * @param userAgent the caller's program as it calls itself, where known
	 * @param status the HTTP status that the request was answered with; known a little
	 * after the answer, and null until then
	 */
	public record Request(String method, String path, @Nullable String ipAddress, @Nullable String userAgent,
			@Nullable Integer status) {

		/**
		 * A request that has not been answered yet.
		 * @param method the method
		 * @param path the path without the query string
		 * @param ipAddress the caller's address, where known
		 * @param userAgent the caller's program, where known
		 */
		public Request(String method, String path, @Nullable String ipAddress, @Nullable String userAgent) {
			this(method, path, ipAddress, userAgent, null);
		}

	}

}
