package dev.revtrail.web.request;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What has been seen in an hour. Bounded: what there is no room for counts as new.
 */
final class HourlyKeys {

	private static final int MOST = 100_000;

	private static final long HOUR = Duration.ofHours(1).toSeconds();

	private final Clock clock;

	private final int most;

	private final AtomicReference<Hour> current = new AtomicReference<>(new Hour(Long.MIN_VALUE));

	HourlyKeys(Clock clock) {
		this(clock, MOST);
	}

	HourlyKeys(Clock clock, int most) {
		this.clock = clock;
		this.most = most;
	}

	/**
	 * Adds a key to those of the current hour.
	 * @return whether it is new
	 */
	boolean add(Object key) {
		long number = Math.floorDiv(this.clock.instant().getEpochSecond(), HOUR);
		Hour hour = this.current.updateAndGet((known) -> (known.number >= number) ? known : new Hour(number));
		return (hour.keys.size() < this.most) ? hour.keys.add(key) : !hour.keys.contains(key);
	}

	/**
	 * The keys of an hour.
	 */
	private static final class Hour {

		private final long number;

		private final Set<Object> keys = ConcurrentHashMap.newKeySet();

		Hour(long number) {
			this.number = number;
		}

	}

}
