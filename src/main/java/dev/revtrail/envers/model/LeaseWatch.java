package dev.revtrail.envers.model;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Decides when a node may take over from another one that gives no sign of life. Time is
 * measured by this node alone, so that clocks do not matter. Not for several threads.
 */
public final class LeaseWatch {

	private final Duration lease;

	private boolean observing;

	private long epoch;

	private long beat;

	private long since;

	/**
	 * Creates a watch.
	 * @param lease how long a node may give no sign of life
	 */
	public LeaseWatch(Duration lease) {
		this.lease = lease;
	}

	/**
	 * Notes what the database has about the leader.
	 * @param leader the leader; null for none
	 * @param epoch its number
	 * @param beat the number of its signs of life
	 * @return whether another node may take over
	 */
	public boolean isFree(@Nullable String leader, long epoch, long beat) {
		long now = System.nanoTime();
		if (!this.observing || this.epoch != epoch || this.beat != beat) {
			this.observing = true;
			this.epoch = epoch;
			this.beat = beat;
			this.since = now;
			return leader == null;
		}
		return leader == null || now - this.since >= this.lease.toNanos();
	}

	/** Begins again when this node has led for a while. */
	public void forget() {
		this.observing = false;
	}

}
