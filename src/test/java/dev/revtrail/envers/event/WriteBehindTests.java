package dev.revtrail.envers.event;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.revtrail.Actor;
import dev.revtrail.context.CompletedWork;
import dev.revtrail.context.Origin;
import dev.revtrail.envers.capture.RecordingState;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing that was handed over is lost, short of a crash.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("unit")
class WriteBehindTests {

	private static final RecordingState RECORDING = new RecordingState(Clock::systemUTC);

	private static final Duration WAIT = Duration.ofSeconds(20);

	private final Map<Long, Integer> written = new ConcurrentHashMap<>();

	private final AtomicInteger statements = new AtomicInteger();

	@Test
	void whatIsLeftIsWrittenBeforeTheEndAndManyStatusesWithOneStatement() throws Exception {
		CountDownLatch goOn = new CountDownLatch(1);
		WriteBehind writer = writer(this::write);
		later(writer, () -> await(goOn));
		writer.start();
		for (long revision = 1; revision <= 1000; revision++) {
			writer.ended(answered(revision));
		}
		goOn.countDown();
		writer.stop();

		assertThat(this.written).hasSize(1000).containsEntry(1000L, 201);
		assertThat(this.statements.get()).isBetween(2, 20);
	}

	@Test
	void whatComesBeforeTheStartAndAfterTheEndIsWrittenToo() {
		WriteBehind writer = writer(this::write);
		writer.ended(answered(1));
		assertThat(this.written).isEmpty();

		writer.start();
		Awaitility.await().untilAsserted(() -> assertThat(this.written).containsKey(1L));
		writer.stop();
		writer.ended(answered(2));

		assertThat(this.written).containsKey(2L);
	}

	@Test
	void nothingIsLostThatIsHandedOverWhileItStops() throws Exception {
		for (int turn = 0; turn < 50; turn++) {
			this.written.clear();
			WriteBehind writer = writer(this::write);
			writer.start();
			Thread late = new Thread(() -> {
				for (long revision = 1; revision <= 2000; revision++) {
					writer.ended(answered(revision));
				}
			});
			late.start();
			writer.stop();
			late.join();

			assertThat(this.written).hasSize(2000);
		}
	}

	@Test
	void moreThanItHoldsIsWrittenByWhoHandsItOver() {
		WriteBehind writer = writer(this::write);
		for (long revision = 1; revision <= 10_500; revision++) {
			writer.ended(answered(revision));
		}
		assertThat(this.written).hasSize(500);

		writer.start();
		writer.stop();

		assertThat(this.written).hasSize(10_500);
	}

	@Test
	void aDatabaseThatDoesNotAnswerIsAskedAgain() {
		isAskedAgainAfter(new SQLTransientConnectionException("gone"));
	}

	@Test
	void aDriversOwnCauseDoesNotHideThatTheDatabaseDoesNotAnswer() {
		isAskedAgainAfter(
				new SQLTransientConnectionException("gone", new IllegalStateException("an error of the driver's own")));
	}

	private void isAskedAgainAfter(SQLException failure) {
		AtomicInteger failures = new AtomicInteger(2);
		WriteBehind writer = writer((statuses) -> {
			if (failures.getAndDecrement() > 0) {
				throw new IllegalStateException(failure);
			}
			write(statuses);
		});
		writer.start();
		writer.ended(answered(1));

		Awaitility.await().untilAsserted(() -> assertThat(this.written).containsKey(1L));
		writer.stop();
	}

	@Test
	void whatCannotBeWrittenIsNotInTheWay() {
		List<String> done = Collections.synchronizedList(new ArrayList<>());
		WriteBehind writer = writer(this::write);
		writer.start();
		later(writer, () -> {
			throw new IllegalStateException("never");
		});
		later(writer, () -> done.add("next"));
		writer.stop();

		assertThat(done).containsExactly("next");
	}

	@Test
	void manyEventsTakeOneTransaction() {
		List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
		Consumer<List<StandaloneEntries>> writing = (events) -> sizes.add(events.size());
		WriteBehind writer = writer(this::write);
		StandaloneEntries ofAnother = event();
		ofAnother.tenant("another");
		for (int i = 0; i < 120; i++) {
			writer.later(event(), writing);
		}
		writer.later(ofAnother, writing);
		writer.start();
		writer.stop();

		assertThat(sizes).containsExactly(EventBatch.MOST, EventBatch.MOST, 20, 1);
		assertThat(writer.pending()).isZero();
	}

	@Test
	void oneEventThatCannotBeWrittenLosesNoOther() {
		List<StandaloneEntries> done = Collections.synchronizedList(new ArrayList<>());
		List<StandaloneEntries> events = Stream.generate(WriteBehindTests::event).limit(5).toList();
		AtomicBoolean outage = new AtomicBoolean(true);
		Consumer<List<StandaloneEntries>> writing = (some) -> {
			if (some.contains(events.get(1))) {
				throw new IllegalStateException("never");
			}
			if (some.contains(events.get(3)) && outage.getAndSet(false)) {
				throw new IllegalStateException(new SQLTransientConnectionException("gone"));
			}
			done.addAll(some);
		};
		WriteBehind writer = writer(this::write);
		events.forEach((event) -> writer.later(event, writing));
		writer.start();

		Awaitility.await().until(() -> writer.pending() == 0);
		assertThat(done).containsExactlyInAnyOrder(events.get(0), events.get(2), events.get(3), events.get(4));
		assertThat(writer.lost()).isEqualTo(1);
		writer.stop();
	}

	/** A value that ends the connection looks like an outage. */
	@Test
	void oneEventThatNeverSucceedsHoldsUpNoneOfItsBatch() {
		List<StandaloneEntries> done = Collections.synchronizedList(new ArrayList<>());
		List<StandaloneEntries> events = Stream.generate(WriteBehindTests::event).limit(20).toList();
		WriteBehind writer = new WriteBehind(this::write, RECORDING, WAIT, Duration.ofMillis(500));
		Consumer<List<StandaloneEntries>> writing = (some) -> {
			if (some.contains(events.get(0))) {
				throw new IllegalStateException(new SQLTransientConnectionException("gone"));
			}
			done.addAll(some);
		};
		events.forEach((event) -> writer.later(event, writing));
		writer.start();

		Awaitility.await().until(() -> writer.pending() == 1);
		assertThat(done).containsExactlyInAnyOrderElementsOf(events.subList(1, 20));
		writer.stop();
		assertThat(writer.lost()).isEqualTo(1);
	}

	@Test
	void whatFailsAsInAnOutageHoldsUpNothingElse() {
		List<Integer> done = Collections.synchronizedList(new ArrayList<>());
		WriteBehind writer = new WriteBehind(this::write, RECORDING, WAIT, Duration.ofMillis(500));
		for (int i = 0; i < 3; i++) {
			later(writer, () -> {
				throw new IllegalStateException(new SQLException("General error", "HY000", 50000));
			});
		}
		writer.start();
		for (int i = 0; i < 5; i++) {
			int number = i;
			later(writer, () -> done.add(number));
			Awaitility.await().until(() -> done.contains(number));
		}

		assertThat(done).containsExactly(0, 1, 2, 3, 4);
		assertThat(writer.pending()).isEqualTo(3);
		assertThat(writer.lost()).isZero();
		writer.stop();
		assertThat(writer.lost()).isEqualTo(3);
	}

	@Test
	void nothingIsLostInAnOutageHoweverLong() {
		AtomicInteger failures = new AtomicInteger(20);
		List<Integer> done = Collections.synchronizedList(new ArrayList<>());
		WriteBehind writer = writer(this::write);
		for (int i = 0; i < 10; i++) {
			int number = i;
			later(writer, () -> {
				if (failures.getAndDecrement() > 0) {
					throw new IllegalStateException(new SQLTransientConnectionException("gone"));
				}
				done.add(number);
			});
		}
		writer.start();

		Awaitility.await().until(() -> writer.pending() == 0);
		assertThat(writer.lost()).isZero();
		assertThat(done).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
		writer.stop();
	}

	@Test
	void anErrorEndsNothing() {
		WriteBehind writer = writer(this::write);
		writer.start();
		later(writer, () -> {
			throw new NoClassDefFoundError("a class of the host's");
		});
		writer.ended(answered(1));
		Awaitility.await().untilAsserted(() -> assertThat(this.written).containsKey(1L));
		assertThat(writer.lost()).isEqualTo(1);
		writer.stop();
	}

	@Test
	void theEndWaitsForABoundedTimeAndSaysWhatIsLost(CapturedOutput output) {
		CountDownLatch answer = new CountDownLatch(1);
		WriteBehind writer = new WriteBehind((statuses) -> await(answer), RECORDING, WAIT, Duration.ofMillis(100));
		writer.start();
		writer.ended(answered(1));
		Awaitility.await().untilAsserted(() -> assertThat(writer.pending()).isEqualTo(1));
		for (long revision = 2; revision <= 700; revision++) {
			writer.ended(answered(revision));
		}
		later(writer, () -> {
		});
		writer.stop();

		assertThat(writer.lost()).isEqualTo(701);
		assertThat(output.getAll()).contains("701 statuses of requests and events are lost")
			.contains("revtrail.shutdown-timeout");
		answer.countDown();
	}

	@Test
	void noCallerWaitsForADatabaseThatDoesNotAnswer() {
		AtomicBoolean answers = new AtomicBoolean();
		WriteBehind writer = new WriteBehind((statuses) -> {
			if (!answers.get()) {
				throw new IllegalStateException(new SQLTransientConnectionException("gone"));
			}
			write(statuses);
		}, RECORDING, Duration.ofDays(1), Duration.ofSeconds(20));
		writer.start();
		writer.ended(answered(1));
		Awaitility.await().until(() -> writer.isStuck());
		for (long revision = 2; revision <= 12_000; revision++) {
			writer.ended(answered(revision));
		}

		assertThat(writer.pending()).isBetween(10_000L, 10_502L);
		assertThat(writer.lost()).isEqualTo(12_000 - writer.pending());
		answers.set(true);
		writer.stop();
		assertThat(this.written).hasSize(12_000 - Math.toIntExact(writer.lost()));
		assertThat(writer.pending()).isZero();
	}

	/** Hands over what shares no transaction with others. */
	private static void later(WriteBehind writer, Runnable writing) {
		writer.later(event(), (events) -> writing.run());
	}

	private static StandaloneEntries event() {
		return new StandaloneEntries(new Origin(Actor.SYSTEM, "test", null, null), null, false, List::of);
	}

	private static WriteBehind writer(Consumer<Map<Long, Integer>> statuses) {
		return new WriteBehind(statuses, RECORDING, WAIT, Duration.ofSeconds(20));
	}

	private void write(Map<Long, Integer> statuses) {
		this.statements.incrementAndGet();
		this.written.putAll(statuses);
	}

	private static CompletedWork answered(long revision) {
		return new CompletedWork(new Origin(Actor.SYSTEM, "test", null, null), 201, List.of(revision), List.of(),
				false);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
