package dev.revtrail.envers.capture;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

import dev.revtrail.Recording.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Counts what has been recorded, and keeps the failure that nothing has followed.
 */
public final class RecordingState {

	private final Supplier<Clock> clock;

	private final LongAdder entries = new LongAdder();

	private final LongAdder transactions = new LongAdder();

	private final LongAdder nanos = new LongAdder();

	private final LongAdder failures = new LongAdder();

	private volatile @Nullable Failure failure;

	private volatile Runnable listener = () -> {
	};

	private volatile LongConsumer rollbackListener = (number) -> {
	};

	public RecordingState(Supplier<Clock> clock) {
		this.clock = clock;
	}

	/**
	 * Has a listener called after each commit of entries, on the thread that committed.
	 */
	public void onCommit(Runnable listener) {
		this.listener = listener;
	}

	/**
	 * Has a listener called with numbers of revisions that are known to be rolled back.
	 */
	public void onRollback(LongConsumer listener) {
		this.rollbackListener = listener;
	}

	/** A revision had a number and was rolled back, without an attempt to commit it. */
	public void rolledBack(long number) {
		this.rollbackListener.accept(number);
	}

	/** A transaction with tracked changes has been committed. */
	void committed(int entries, long nanos) {
		this.transactions.increment();
		this.nanos.add(nanos);
		recorded(entries);
	}

	/** Entries that stand alone, or HTTP statuses, have been committed. */
	public void recorded(int entries) {
		this.entries.add(entries);
		if (entries > 0) {
			this.listener.run();
		}
		if (this.failure != null) {
			this.failure = null;
		}
	}

	/** A revision without entries has been committed. */
	public void committedWithoutEntries() {
		this.listener.run();
	}

	/** Something could not be recorded. */
	public void failed(Throwable cause) {
		this.failures.increment();
		this.failure = new Failure(this.clock.get().instant(), cause);
	}

	public Optional<Failure> failure() {
		return Optional.ofNullable(this.failure);
	}

	public long entries() {
		return this.entries.sum();
	}

	public long failures() {
		return this.failures.sum();
	}

	public long transactions() {
		return this.transactions.sum();
	}

	public Duration time() {
		return Duration.ofNanos(this.nanos.sum());
	}

}
