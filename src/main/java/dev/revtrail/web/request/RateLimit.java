package dev.revtrail.web.request;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import dev.revtrail.RateLimiter;

/**
 * Counts requests by key in time windows, which begin and end for all keys at once. The
 * counters are dropped at the end of a window, so that memory is bounded by the keys of
 * one window.
 */
final class RateLimit {

	private final int limit;

	private final Duration period;

	private final int mostKeys;

	private final Clock clock;

	private final AtomicReference<Window> current = new AtomicReference<>(new Window(Long.MIN_VALUE));

	/**
	 * Creates a limit.
	 * @param limit how many requests a key may make in a window
	 * @param period how long a window lasts, whole seconds
	 * @param mostKeys how many keys have a counter of their own; further keys share one
	 * @param clock the clock
	 */
	RateLimit(int limit, Duration period, int mostKeys, Clock clock) {
		this.limit = limit;
		this.period = period;
		this.mostKeys = mostKeys;
		this.clock = clock;
	}

	/**
	 * Counts requests.
	 * @param key the key of the requests
	 * @param requests how many there are
	 * @return what that leaves to them
	 */
	RateLimiter.Allowance take(Object key, long requests) {
		Instant now = this.clock.instant();
		long number = Math.floorDiv(now.getEpochSecond(), this.period.toSeconds());
		Window window = this.current.updateAndGet((known) -> (known.number >= number) ? known : new Window(number));
		long taken = window.counterOf(key, this.mostKeys).addAndGet(requests);
		return new RateLimiter.Allowance(this.limit, Math.max(0, this.limit - taken),
				Instant.ofEpochSecond((window.number + 1) * this.period.toSeconds()), taken <= this.limit);
	}

	/**
	 * A window of time.
	 */
	private static final class Window {

		private final long number;

		private final ConcurrentHashMap<Object, AtomicLong> counters = new ConcurrentHashMap<>();

		private final AtomicLong others = new AtomicLong();

		Window(long number) {
			this.number = number;
		}

		AtomicLong counterOf(Object key, int mostKeys) {
			AtomicLong known = this.counters.get(key);
			if (known != null) {
				return known;
			}
			return (this.counters.mappingCount() < mostKeys)
					? this.counters.computeIfAbsent(key, (absent) -> new AtomicLong()) : this.others;
		}

	}

}
