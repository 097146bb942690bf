package dev.revtrail.page;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

import dev.revtrail.ChangeCount;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;

/**
 * Counts entries for each day or hour of the viewer's and each action, in one statement:
 * by the hour, or by the quarter where the zone is not whole hours away from UTC.
 */
final class DayCounts {

	/** The picture shows the last year at most. */
	static final Duration LONGEST = Duration.ofDays(366);

	private final ChangeLog log;

	private final ChangeQuery query;

	private final ZoneId zone;

	private final Instant now;

	DayCounts(ChangeLog log, ChangeQuery query, ZoneId zone, Instant now) {
		this.log = log;
		this.query = query;
		this.zone = zone;
		this.now = now;
	}

	/** The counts of days that have entries, oldest first. */
	List<Map<String, Object>> byDay() {
		return by("day", (from) -> LocalDate.ofInstant(from, this.zone));
	}

	/** The same of hours, as the viewer's clocks show them, each by its beginning. */
	List<Map<String, Object>> byHour() {
		return by("hour", (from) -> from.atZone(this.zone).truncatedTo(ChronoUnit.HOURS).toInstant());
	}

	private <P extends Comparable<? super P>> List<Map<String, Object>> by(String name, Function<Instant, P> period) {
		Instant end = this.query.criteria().until().filter((until) -> until.isBefore(this.now)).orElse(this.now);
		Instant earliest = end.minus(LONGEST);
		ChangeQuery shown = this.query
			.since(this.query.criteria().since().filter((since) -> since.isAfter(earliest)).orElse(earliest));
		SortedMap<P, Map<String, Long>> periods = new TreeMap<>();
		for (ChangeCount count : this.log.histogram(shown, step(end))) {
			periods.computeIfAbsent(period.apply(count.from()), (one) -> new TreeMap<>())
				.merge(count.action().name(), count.count(), Long::sum);
		}
		return periods.entrySet().stream().map((one) -> {
			Map<String, Object> view = new LinkedHashMap<>();
			view.put(name, one.getKey().toString());
			view.put("actions", one.getValue());
			return view;
		}).toList();
	}

	private Duration step(Instant end) {
		boolean whole = this.zone.getRules().getOffset(end).getTotalSeconds() % 3600 == 0
				&& this.zone.getRules().getOffset(end.minus(LONGEST)).getTotalSeconds() % 3600 == 0;
		return whole ? Duration.ofHours(1) : Duration.ofMinutes(15);
	}

}
