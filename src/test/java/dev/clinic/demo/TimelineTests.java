package dev.clinic.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What happens when.
 */
class TimelineTests {

	private static final Instant END = Instant.parse("2025-06-18T20:00:00Z");

	private final Timeline timeline = new Timeline(END);

	private final List<String> happened = new ArrayList<>();

	@Test
	void whatIsPlannedHappensInTheOrderOfItsTimes() {
		Instant noon = Timeline.instant(this.timeline.firstDay(), LocalTime.NOON);
		this.timeline.at(noon.plusSeconds(2), () -> this.happened.add("third"));
		this.timeline.at(noon, () -> {
			this.happened.add("first");
			this.timeline.after(Duration.ofSeconds(1), () -> this.happened.add("second"));
		});
		this.timeline.at(noon.plusSeconds(2), () -> this.happened.add("fourth"));
		run();
		assertThat(this.happened).containsExactly("first", "second", "third", "fourth");
	}

	@Test
	void nothingHappensAfterTheEnd() {
		this.timeline.at(END, () -> this.happened.add("last"));
		this.timeline.at(END.plusMillis(1), () -> this.happened.add("never"));
		run();
		assertThat(this.happened).containsExactly("last");
		assertThat(this.timeline.pass(Duration.ofDays(1))).isEqualTo(END);
	}

	@Test
	void beginsOnAMondayHalfAYearBefore() {
		assertThat(this.timeline.firstDay().getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
		assertThat(Duration.between(this.timeline.now(), END)).isBetween(Duration.ofDays(181), Duration.ofDays(190));
	}

	@Test
	void workdaysAreNotAtTheWeekend() {
		assertThat(this.timeline.workday(4).getDayOfWeek()).isEqualTo(DayOfWeek.FRIDAY);
		assertThat(this.timeline.workday(5).getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
		assertThat(this.timeline.workday(6)).isEqualTo(this.timeline.workday(5));
	}

	@Test
	void progressGoesFromZeroToOneHundred() {
		List<Integer> progress = new ArrayList<>();
		this.timeline.daily(LocalTime.of(2, 0), () -> {
		});
		this.timeline.run(progress::add);
		assertThat(progress).isSorted().allMatch((percent) -> percent >= 0).last().isEqualTo(100);
	}

	private void run() {
		this.timeline.run((percent) -> {
		});
	}

}
