package dev.revtrail.web.request;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.RecordRef;
import dev.revtrail.SettableClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Tag("unit")
class TailReadsTests {

	private static final Actor ANN = Actor.user("ann");

	private static final Actor BOB = Actor.user("bob");

	private static final String EIGHT = "2026-03-01T08:00:00Z";

	private static final String NINE = "2026-03-01T09:00:00Z";

	private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T08:30:00Z"));

	private final Recorded events = new Recorded();

	private final TailReads reads = new TailReads(this.events, this.clock, 3);

	@BeforeEach
	void start() {
		this.reads.start();
	}

	@Test
	void theFirstEntriesOfAnHourAreRecordedBeforeTheyAreServedAndTheNumberAtItsEnd() {
		this.reads.served(ANN, "", 0);
		assertThat(this.events.all()).isEmpty();
		this.reads.served(ANN, "", 5);
		this.reads.served(ANN, "", 0);
		this.reads.served(ANN, "", 7);
		assertThat(this.events.all()).containsExactly(Map.of("hour", EIGHT));

		this.reads.closeEnded();
		assertThat(this.events.all()).hasSize(1);
		this.clock.advance(Duration.ofMinutes(30));
		this.reads.closeEnded();
		this.reads.closeEnded();

		assertThat(this.events.all()).containsExactly(Map.of("hour", EIGHT), Map.of("hour", EIGHT, "rows", 12L));
		assertThat(this.events.recorded).allSatisfy((event) -> {
			assertThat(event.action()).isEqualTo(Action.VIEW);
			assertThat(event.record()).isEqualTo(RecordRef.none(RecordRef.CHANGE_LOG));
			assertThat(event.actor()).isEqualTo(ANN);
		});
	}

	@Test
	void eachActorFilterAndHourIsRecordedByItself() {
		this.reads.served(ANN, "", 1);
		this.reads.served(ANN, "filters-field=phone", 2);
		this.reads.served(BOB, "", 3);
		this.clock.advance(Duration.ofHours(1));
		this.reads.closeEnded();
		this.reads.served(ANN, "", 4);
		this.reads.stop();

		assertThat(this.events.all()).containsExactlyInAnyOrder(Map.of("hour", EIGHT),
				Map.of("hour", EIGHT, "rows", 1L), Map.of("hour", EIGHT, "query", "filters-field=phone"),
				Map.of("hour", EIGHT, "query", "filters-field=phone", "rows", 2L), Map.of("hour", EIGHT),
				Map.of("hour", EIGHT, "rows", 3L), Map.of("hour", NINE), Map.of("hour", NINE, "rows", 4L));
	}

	@Test
	void whatCannotBeRecordedIsNotServed() {
		this.events.broken = true;
		assertThatIllegalStateException().isThrownBy(() -> this.reads.served(ANN, "", 1));
		this.events.broken = false;
		this.reads.served(ANN, "", 2);
		this.reads.stop();

		assertThat(this.events.all()).containsExactly(Map.of("hour", EIGHT), Map.of("hour", EIGHT, "rows", 2L));
	}

	@Test
	void readsOfMoreTailsThanThereIsRoomForAreRecordedOneByOne() {
		for (int i = 0; i < 5; i++) {
			this.reads.served(ANN, "filters-patient=" + i, 1);
		}
		this.reads.stop();
		this.reads.served(BOB, "", 6);

		assertThat(this.events.all()).hasSize(3 * 2 + 2 + 1)
			.contains(Map.of("hour", EIGHT, "query", "filters-patient=4", "rows", 1), Map.of("hour", EIGHT, "rows", 6));
		assertThat(this.events.rows()).isEqualTo(5 + 6);
	}

	@Test
	void nothingIsLostWhereReadsCrossTheEndOfAnHourOnSeveralThreads() throws Exception {
		ExecutorService readers = Executors.newFixedThreadPool(4);
		List<Callable<@Nullable Void>> work = new ArrayList<>();
		for (int i = 0; i < 400; i++) {
			int number = i;
			work.add(() -> {
				if (number % 40 == 0) {
					this.clock.advance(Duration.ofMinutes(20));
				}
				this.reads.served(ANN, "", 1);
				this.reads.closeEnded();
				return null;
			});
		}
		for (var read : readers.invokeAll(work)) {
			read.get();
		}
		readers.shutdown();
		this.reads.stop();

		assertThat(this.events.rows()).isEqualTo(400);
	}

	/**
	 * An event log that keeps what it is given.
	 */
	private static final class Recorded implements EventLog {

		private final List<Event> recorded = new CopyOnWriteArrayList<>();

		private boolean broken;

		List<Map<String, Object>> all() {
			return this.recorded.stream().map(Event::data).toList();
		}

		long rows() {
			return all().stream()
				.mapToLong((data) -> (data.get("rows") instanceof Number rows) ? rows.longValue() : 0)
				.sum();
		}

		@Override
		public void record(Event event) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void recordAlone(List<Event> events) {
			if (this.broken) {
				throw new IllegalStateException("on purpose");
			}
			this.recorded.addAll(events);
		}

		@Override
		public void recordLater(List<Event> events) {
			this.recorded.addAll(events);
		}

	}

}
