package dev.revtrail.web.request;

import java.time.Clock;
import java.time.Duration;

import dev.revtrail.RateLimiter;

/**
 * Counts requests in the memory of this node: those of known callers apart from those of
 * networks, so that strangers, however many, take no room from callers.
 */
public final class LocalRateLimiter implements RateLimiter {

	private static final int MOST_KEYS = 100_000;

	private final RateLimit callers;

	private final RateLimit networks;

	/**
	 * Creates a limiter.
	 * @param requests how many requests a client may make in a period
	 * @param period how long a period lasts, whole seconds
	 * @param clock the clock
	 */
	public LocalRateLimiter(int requests, Duration period, Clock clock) {
		this.callers = new RateLimit(requests, period, MOST_KEYS, clock);
		this.networks = new RateLimit(requests, period, MOST_KEYS, clock);
	}

	@Override
	public Allowance take(Client client, long requests) {
		return (client.known() ? this.callers : this.networks).take(client.key(), requests);
	}

}
