package dev.revtrail.web.request;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Counts requests by key in time windows, which begin and end for all keys at once. The
 * counters are dropped at the end of a window, so that memory is bounded by the keys of
 * one window.
 */
public final class RateLimit {

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
	public RateLimit(int limit, Duration period, int mostKeys, Clock clock) {
		this.limit = limit;
		this.period = period;
		this.mostKeys = mostKeys;
		this.clock = clock;
	}

	/**
	 * Counts a request.
	 * @param key the key of the request
	 * @return what that leaves to them
	 */
	Allowance take(Object key) {
		Instant now = this.clock.instant();
		long number = Math.floorDiv(now.getEpochSecond(), this.period.toSeconds());
		Window window = this.current.updateAndGet((known) -> (known.number >= number) ? known : new Window(number));
		long taken = window.counterOf(key, this.mostKeys).incrementAndGet();
		Instant reset = Instant.ofEpochSecond((window.number + 1) * this.period.toSeconds());
		return new Allowance(this.limit, Math.max(0, this.limit - taken), reset,
				Math.max(1, Duration.between(now, reset).plusNanos(999_999_999).toSeconds()), taken <= this.limit);
	}

	/**
	 * The remaining requests of a caller.
	 *
	 * @param limit how many requests a window has
	 * @param remaining how many of them are left
	 * @param reset when the window ends
	 * @param secondsLeft the seconds until then, at least 1
	 * @param granted whether the request is one of them
	 */
	record Allowance(int limit, long remaining, Instant reset, long secondsLeft, boolean granted) {

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
