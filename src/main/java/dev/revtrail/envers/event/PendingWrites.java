package dev.revtrail.envers.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

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

	void add(Write write) {
		this.writes.add(new PendingWrite(write));
	}

	/** How many statuses and events there are. */
	int count() {
		return this.writes.stream().mapToInt(PendingWrite::count).sum();
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
		ListIterator<PendingWrite> next = this.writes.listIterator();
		while (next.hasNext() && proceed.getAsBoolean() && (accepted || failed.size() < this.idlePasses + 2)) {
			PendingWrite write = next.next();
			if (!write.isDue(this.pause)) {
				continue;
			}
			switch (write.attempt()) {
				case WRITTEN -> {
					next.remove();
					this.written.accept(write.count());
					accepted = true;
				}
				case REJECTED -> {
					if (!split(write, next)) {
						next.remove();
						write.logFailure();
						this.lost.accept(write.count());
					}
				}
				case POSTPONED -> {
					failed.add(write);
					split(write, next);
				}
			}
		}
		if (accepted) {
			failed.forEach(this::refused);
		}
		boolean idle = !accepted && !failed.isEmpty();
		this.idlePasses = idle ? this.idlePasses + 1 : 0;
		return !idle;
	}

	/** Has the parts of a write come next, if it has any. */
	private static boolean split(PendingWrite write, ListIterator<PendingWrite> next) {
		List<PendingWrite> parts = write.parts();
		if (!parts.isEmpty()) {
			next.remove();
			parts.forEach(next::add);
			parts.forEach((part) -> next.previous());
		}
		return !parts.isEmpty();
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
		if (this.writes.remove(write)) {
			write.logFailure();
			this.lost.accept(write.count());
		}
	}

	private enum Outcome {

		WRITTEN, POSTPONED, REJECTED

	}

	/** What is to be written; its text names it in the log. */
	interface Write {

		/** Writes it, or all of its parts. */
		void write();

		/** How many statuses or events it has. */
		int count();

		/** What can be written apart where they fail together; none for a single one. */
		default List<? extends Write> parts() {
			return List.of();
		}

	}

	/** A write, and what became of its attempts. */
	private static final class PendingWrite {

		private final Write write;

		private int refusals;

		private long failed;

		private @Nullable Throwable failure;

		/** Whether the failure is one as in an outage. */
		private boolean postponed;

		private PendingWrite(Write write) {
			this.write = write;
		}

		private int count() {
			return this.write.count();
		}

		private boolean isDue(Duration pause) {
			return !this.postponed || System.nanoTime() - this.failed >= pause.toNanos();
		}

		/** The parts, which are left alone as long as the whole. */
		private List<PendingWrite> parts() {
			return this.write.parts().stream().map((part) -> {
				PendingWrite pending = new PendingWrite(part);
				pending.postponed = this.postponed;
				pending.failed = this.failed;
				pending.failure = this.failure;
				return pending;
			}).toList();
		}

		private Outcome attempt() {
			try {
				this.write.write();
				return Outcome.WRITTEN;
			}
			// After an error of the host's code, too, the others are written
			catch (RuntimeException | Error ex) {
				boolean outage = Outage.isCauseOf(ex);
				if (outage && !this.postponed) {
					logger.warn(this.write + " could not be written yet.", ex);
				}
				this.failure = ex;
				this.failed = System.nanoTime();
				this.postponed = outage;
				return outage ? Outcome.POSTPONED : Outcome.REJECTED;
			}
		}

		private void logFailure() {
			logger.error(this.write + " could not be written.", this.failure);
		}

	}

}
