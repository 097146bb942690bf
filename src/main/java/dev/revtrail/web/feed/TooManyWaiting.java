package dev.revtrail.web.feed;

import java.time.Duration;
import java.util.Collection;

import dev.revtrail.web.request.Refusal;

/**
 * Thrown when no more requests may wait.
 */
final class TooManyWaiting extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final long secondsLeft;

	private TooManyWaiting(String message, Collection<WaitingRequest> others) {
		super(message);
		long now = System.nanoTime();
		long nanos = others.stream().mapToLong((other) -> other.deadline() - now).min().orElse(0);
		this.secondsLeft = Math.max(1, Duration.ofNanos(nanos).plusNanos(999_999_999).toSeconds());
	}

	static TooManyWaiting ofCaller(Collection<WaitingRequest> own) {
		return new TooManyWaiting(own.size() + " requests of this caller are waiting already, as many as may wait at "
				+ "once. Wait for one of them, or send wait=0.", own);
	}

	static TooManyWaiting ofOrganization(Collection<WaitingRequest> own) {
		return new TooManyWaiting(own.size() + " requests of this organization are waiting already, as many as may "
				+ "wait at once. Try again later, or send wait=0.", own);
	}

	static TooManyWaiting ofAll(Collection<WaitingRequest> all) {
		return new TooManyWaiting("Too many requests are waiting; try again later, or send wait=0.", all);
	}

	/** Returns when the next place becomes free, in seconds. */
	long secondsLeft() {
		return this.secondsLeft;
	}

	Refusal refusal() {
		return new Refusal(429, String.valueOf(getMessage()), null);
	}

}
