package dev.revtrail.page;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.revtrail.ChangeCount;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;

/**
 * Counts entries for each day of the viewer's and each action, in one statement: by the
 * hour, or by the quarter where the zone is not whole hours away from UTC.
 */
final class DayCounts {

	/** The picture shows the last year at most. */
	static final Duration LONGEST = Duration.ofDays(366);

	private DayCounts() {
	}

	static List<Map<String, Object>> of(ChangeLog log, ChangeQuery query, ZoneId zone, Instant now) {
		Instant end = query.criteria().until().filter((until) -> until.isBefore(now)).orElse(now);
		Instant earliest = end.minus(LONGEST);
		ChangeQuery shown = query
			.since(query.criteria().since().filter((since) -> since.isAfter(earliest)).orElse(earliest));
		Map<LocalDate, Map<String, Long>> days = new TreeMap<>();
		for (ChangeCount count : log.histogram(shown, step(zone, end))) {
			days.computeIfAbsent(LocalDate.ofInstant(count.from(), zone), (day) -> new TreeMap<>())
				.merge(count.action().name(), count.count(), Long::sum);
		}
		return days.entrySet().stream().map((day) -> {
			Map<String, Object> view = new LinkedHashMap<>();
			view.put("day", day.getKey().toString());
			view.put("actions", day.getValue());
			return view;
		}).toList();
	}

	private static Duration step(ZoneId zone, Instant end) {
		boolean whole = zone.getRules().getOffset(end).getTotalSeconds() % 3600 == 0
				&& zone.getRules().getOffset(end.minus(LONGEST)).getTotalSeconds() % 3600 == 0;
		return whole ? Duration.ofHours(1) : Duration.ofMinutes(15);
	}

}
