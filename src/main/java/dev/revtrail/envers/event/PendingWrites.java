package dev.revtrail.envers.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Writes that the database has not accepted yet, in the order in which they came. They
 * are attempted in passes. A write that fails as in an outage is attempted again after a
 * pause; one that fails in many passes in which others succeed is lost, as the failure is
 * its own.
 */
final class PendingWrites {

	private static final Log logger = LogFactory.getLog(PendingWrites.class);

	/**
	 * How many passes in which others succeed a write may fail. Connections that are
	 * killed again and again fail many writes, but none so often.
	 */
	static final int MAX_REFUSALS = 60;

	private final List<PendingWrite> writes = new ArrayList<>();

	private final IntConsumer written;

	private final IntConsumer lost;

	private final Duration pause;

	/** In how many passes in a row all writes failed. */
	private int idlePasses;

	/**
	 * Creates pending writes.
	 * @param written accepts the number of statuses and events that have been written
	 * @param lost accepts the number of those that never will be
	 * @param pause how long a write that failed is left alone
	 */
	PendingWrites(IntConsumer written, IntConsumer lost, Duration pause) {
		this.written = written;
		this.lost = lost;
		this.pause = pause;
	}

	/**
	 * Adds a write.
	 * @param writing writes it
	 * @param count returns how many statuses or events of it are left to be written
	 * @param name what it is, for the log
	 */
	void add(Runnable writing, IntSupplier count, Object name) {
		this.writes.add(new PendingWrite(writing, count, name));
	}

	int size() {
		return this.writes.size();
	}

	boolean isEmpty() {
		return this.writes.isEmpty();
	}

	/**
	 * Attempts each write that is due, as long as the database seems to accept any: at
	 * first two that fail end a pass, and one more after each pass in which all failed,
	 * so that writes which never succeed hold up no others.
	 * @param proceed whether to attempt another
	 * @return whether the database accepts writes, as far as this pass shows
	 */
	boolean attempt(BooleanSupplier proceed) {
		List<PendingWrite> failed = new ArrayList<>();
		boolean accepted = false;
		Iterator<PendingWrite> next = this.writes.iterator();
		while (next.hasNext() && proceed.getAsBoolean() && (accepted || failed.size() < this.idlePasses + 2)) {
			PendingWrite write = next.next();
			if (!write.isDue(this.pause)) {
				continue;
			}
			switch (write.attempt()) {
				case WRITTEN -> {
					next.remove();
					this.written.accept(write.count.getAsInt());
					accepted = true;
				}
				case REJECTED -> {
					next.remove();
					this.lost.accept(write.count.getAsInt());
				}
				case POSTPONED -> failed.add(write);
			}
		}
		if (accepted) {
			failed.forEach(this::refused);
		}
		boolean idle = !accepted && !failed.isEmpty();
		this.idlePasses = idle ? this.idlePasses + 1 : 0;
		return !idle;
	}

	private void refused(PendingWrite write) {
		write.refusals++;
		if (write.refusals == MAX_REFUSALS) {
			giveUp(write);
		}
	}

	/** Gives up what is left. */
	void giveUp() {
		List.copyOf(this.writes).forEach(this::giveUp);
	}

	private void giveUp(PendingWrite write) {
		logger.error(write.name + " could not be written.", write.failure);
		this.writes.remove(write);
		this.lost.accept(write.count.getAsInt());
	}

	private enum Outcome {

		WRITTEN, POSTPONED, REJECTED

	}

	/** A write, and what became of its attempts. */
	private static final class PendingWrite {

		private final Runnable writing;

		private final IntSupplier count;

		private final Object name;

		private int refusals;

		private long failed;

		private @Nullable Throwable failure;

		private PendingWrite(Runnable writing, IntSupplier count, Object name) {
			this.writing = writing;
			this.count = count;
			this.name = name;
		}

		private boolean isDue(Duration pause) {
			return this.failure == null || System.nanoTime() - this.failed >= pause.toNanos();
		}

		private Outcome attempt() {
			try {
				this.writing.run();
				return Outcome.WRITTEN;
			}
			// After an error of the host's code, too, the others are written
			catch (RuntimeException | Error ex) {
				if (!Outage.isCauseOf(ex)) {
					logger.error(this.name + " could not be written.", ex);
					return Outcome.REJECTED;
				}
				if (this.failure == null) {
					logger.warn(this.name + " could not be written yet.", ex);
				}
				this.failure = ex;
				this.failed = System.nanoTime();
				return Outcome.POSTPONED;
			}
		}

	}

}
