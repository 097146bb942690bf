package dev.clinic.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What happens when.
 */
@ParameterizedClass
@MethodSource("dev.clinic.demo.DemoDays#all")
@Tag("unit")
class TimelineTests {

	private final Instant end;

	private final Timeline timeline;

	private final List<String> happened = new ArrayList<>();

	TimelineTests(Instant end) {
		this.end = end;
		this.timeline = new Timeline(end);
	}

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
		this.timeline.at(this.end, () -> this.happened.add("last"));
		this.timeline.at(this.end.plusMillis(1), () -> this.happened.add("never"));
		run();
		assertThat(this.happened).containsExactly("last");
		assertThat(this.timeline.pass(Duration.ofDays(1))).isEqualTo(this.end);
	}

	@Test
	void beginsOnAMondayHalfAYearBefore() {
		assertThat(this.timeline.firstDay().getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
		assertThat(Duration.between(this.timeline.now(), this.end)).isBetween(Duration.ofDays(181),
				Duration.ofDays(190));
	}

	@Test
	void whatIsDailyHappensOnEachDayOnce() {
		List<LocalDate> days = new ArrayList<>();
		this.timeline.daily(LocalTime.of(2, 15), () -> days.add(this.timeline.today()));
		run();
		LocalDate first = this.timeline.firstDay().plusDays(1);
		assertThat(days).hasSizeGreaterThan(180)
			.containsExactlyElementsOf(first.datesUntil(first.plusDays(days.size())).toList());
		assertThat(Timeline.instant(first.plusDays(days.size()), LocalTime.of(2, 15))).isAfter(this.end);
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
