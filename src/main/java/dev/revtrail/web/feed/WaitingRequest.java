package dev.revtrail.web.feed;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Future;

import dev.revtrail.ChangeSlice;
import dev.revtrail.Cursor;
import dev.revtrail.web.request.CallerKey;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.async.DeferredResult;

/**
 * A request that waits for its first entry. It looks for entries now and then, and keeps
 * the place that it has come to. Its state belongs to {@link WaitingRequests}.
 */
final class WaitingRequest {

	private static final String ATTRIBUTE = WaitingRequest.class.getName();

	private static final Duration SHORTEST_PAUSE = Duration.ofMillis(25);

	private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

	private final CallerKey caller;

	private final long deadline;

	private volatile @Nullable Cursor place;

	private volatile @Nullable Cursor next;

	private Duration pause = Duration.ZERO;

	State state = State.LOOKING;

	/** Whether its look is one of those that are counted: the first one is not. */
	boolean counted;

	long lookedAt;

	/** When it is to look again, unless it is woken before. */
	long wakesAt;

	@Nullable Future<?> timer;

	/** Dispatches the request again, once it has a result. */
	@Nullable DeferredResult<Object> look;

	WaitingRequest(CallerKey caller, long deadline) {
		this.caller = caller;
		this.deadline = deadline;
	}

	/**
	 * Finds the one of a request that has been dispatched again; null for the first time.
	 */
	static @Nullable WaitingRequest of(HttpServletRequest request) {
		return (request.getAttribute(ATTRIBUTE) instanceof WaitingRequest waiting) ? waiting : null;
	}

	void bind(HttpServletRequest request) {
		request.setAttribute(ATTRIBUTE, this);
	}

	CallerKey caller() {
		return this.caller;
	}

	/** The time at which it is answered even without entries, in nanoseconds. */
	long deadline() {
		return this.deadline;
	}

	boolean isOver() {
		return this.deadline - System.nanoTime() <= 0;
	}

	/** The place that it has come to, from which it looks for entries. */
	Cursor place() {
		return Objects.requireNonNull(this.place, "It has looked before.");
	}

	/**
	 * The place that its client goes on from if it finds nothing. Where the query has an
	 * upper bound, it stays, so that the client can go on with another bound.
	 */
	Cursor next() {
		return Objects.requireNonNull(this.next, "It has looked before.");
	}

	/** It has found nothing, and goes on from where it has searched. */
	void goOn(ChangeSlice nothing) {
		if (!nothing.end().equals(this.place)) {
			this.next = nothing.end();
		}
		this.place = nothing.searched();
	}

	/** Returns when it may look again; the more often it finds nothing, the later. */
	long nextLook() {
		return this.lookedAt + this.pause.toNanos();
	}

	/** It has looked and found nothing. */
	void looked(long now) {
		this.lookedAt = now;
		if (this.counted) {
			Duration longer = this.pause.isZero() ? SHORTEST_PAUSE : this.pause.multipliedBy(2);
			this.pause = (longer.compareTo(LONGEST_PAUSE) < 0) ? longer : LONGEST_PAUSE;
		}
	}

	/** What it does. */
	enum State {

		/** It is on a thread of the server, or on its way there. */
		LOOKING,

		/** It waits, without a thread. */
		WAITING,

		/** It is to look as soon as others have looked. */
		DUE,

		/** It is being answered, or its client has gone. */
		LEFT

	}

}
