package dev.revtrail.envers.event;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A write that fails by itself is distinguished from a database that accepts nothing.
 */
@Tag("unit")
class PendingWritesTests {

	private final AtomicInteger written = new AtomicInteger();

	private final AtomicInteger lost = new AtomicInteger();

	private final List<String> attempts = new ArrayList<>();

	@Test
	void whatFailsWhileOthersSucceedIsLostAtLast() {
		PendingWrites writes = writes(Duration.ZERO);
		addFailing(writes, "never");
		for (int pass = 1; pass < PendingWrites.MAX_REFUSALS; pass++) {
			add(writes, "other");
			assertThat(writes.attempt(() -> true)).isTrue();
		}
		assertThat(this.lost).hasValue(0);
		add(writes, "other");
		writes.attempt(() -> true);

		assertThat(this.lost).hasValue(1);
		assertThat(this.written).hasValue(PendingWrites.MAX_REFUSALS);
		assertThat(writes.isEmpty()).isTrue();
	}

	@Test
	void nothingIsLostAsLongAsNothingSucceeds() {
		PendingWrites writes = writes(Duration.ZERO);
		for (int i = 0; i < 10; i++) {
			addFailing(writes, "write " + i);
		}
		for (int pass = 0; pass < 2 * PendingWrites.MAX_REFUSALS; pass++) {
			assertThat(writes.attempt(() -> true)).isFalse();
		}

		assertThat(writes.count()).isEqualTo(10);
		assertThat(this.lost).hasValue(0);
	}

	@Test
	void anOutageIsNotedWithFewAttempts() {
		PendingWrites writes = writes(Duration.ZERO);
		for (int i = 0; i < 10; i++) {
			addFailing(writes, "write " + i);
		}
		writes.attempt(() -> true);
		assertThat(this.attempts).containsExactly("write 0", "write 1");
		writes.attempt(() -> true);

		assertThat(this.attempts).containsExactly("write 0", "write 1", "write 0", "write 1", "write 2");
	}

	@Test
	void whatFailedIsLeftAloneForAPause() {
		PendingWrites writes = writes(Duration.ofDays(1));
		addFailing(writes, "first");
		writes.attempt(() -> true);
		add(writes, "second");

		assertThat(writes.attempt(() -> true)).isTrue();
		assertThat(this.attempts).containsExactly("first", "second");
		assertThat(writes.count()).isEqualTo(1);
	}

	@Test
	void whatIsNoOutageIsLostAtOnce() {
		PendingWrites writes = writes(Duration.ZERO);
		writes.add(write(3, () -> {
			throw new IllegalStateException("never");
		}));

		assertThat(writes.attempt(() -> true)).isTrue();
		assertThat(this.lost).hasValue(3);
		assertThat(writes.isEmpty()).isTrue();
	}

	private PendingWrites writes(Duration pause) {
		return new PendingWrites(this.written::addAndGet, this.lost::addAndGet, pause);
	}

	private static PendingWrites.Write write(int count, Runnable writing) {
		return new PendingWrites.Write() {

			@Override
			public void write() {
				writing.run();
			}

			@Override
			public int count() {
				return count;
			}

		};
	}

	private void add(PendingWrites writes, String name) {
		writes.add(write(1, () -> this.attempts.add(name)));
	}

	private void addFailing(PendingWrites writes, String name) {
		writes.add(write(1, () -> {
			this.attempts.add(name);
			throw new IllegalStateException(new SQLException("General error", "HY000", 50000));
		}));
	}

}
