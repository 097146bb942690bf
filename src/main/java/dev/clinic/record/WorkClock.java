package dev.clinic.record;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

import org.jspecify.annotations.Nullable;

/**
 * A clock that can be set back for the work of one thread, as for demo data. All other
 * threads read the current time.
 */
public class WorkClock extends Clock {

	private final ThreadLocal<@Nullable Instant> earlier;

	private final Clock now;

	/**
	 * Creates a clock.
	 * @param now the clock with the current time
	 */
	public WorkClock(Clock now) {
		this(now, new ThreadLocal<>());
	}

	private WorkClock(Clock now, ThreadLocal<@Nullable Instant> earlier) {
		this.now = now;
		this.earlier = earlier;
	}

	/**
	 * Does some work as of an earlier time.
	 * @param time the time that this thread reads from the clock meanwhile
	 * @param work the work
	 */
	public void runAt(Instant time, Runnable work) {
		Instant outer = this.earlier.get();
		this.earlier.set(time);
		try {
			work.run();
		}
		finally {
			restore(outer);
		}
	}

	private void restore(@Nullable Instant outer) {
		if (outer != null) {
			this.earlier.set(outer);
		}
		else {
			this.earlier.remove();
		}
	}

	@Override
	public Instant instant() {
		Instant time = this.earlier.get();
		return (time != null) ? time : this.now.instant();
	}

	@Override
	public ZoneId getZone() {
		return this.now.getZone();
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return new WorkClock(this.now.withZone(zone), this.earlier);
	}

}
