package dev.revtrail.envers.baseline;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import dev.revtrail.feed.SettledMark;

/**
 * Waits until nothing below a revision is in flight, as the settled mark says.
 */
final class SettledBelow {

	private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

	private final SettledMark mark;

	SettledBelow(SettledMark mark) {
		this.mark = mark;
	}

	/**
	 * Waits for a revision.
	 * @param revision its number
	 * @param most how long to wait
	 * @return whether all lower revisions are committed, or never will be
	 */
	boolean await(long revision, Duration most) {
		long end = System.nanoTime() + most.toNanos();
		Semaphore advanced = new Semaphore(0);
		try (SettledMark.Watch watch = this.mark.watch(advanced::release)) {
			while (this.mark.revision() < revision) {
				long left = end - System.nanoTime();
				if (left <= 0) {
					return false;
				}
				advanced.tryAcquire(Math.min(left, BETWEEN_LOOKS.toNanos()), TimeUnit.NANOSECONDS);
			}
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("The baseline was interrupted. The next call goes on with it.", ex);
		}
	}

}
