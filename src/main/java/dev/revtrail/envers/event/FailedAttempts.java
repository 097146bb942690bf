package dev.revtrail.envers.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.revtrail.Action;
import dev.revtrail.Outcome;
import dev.revtrail.RecordRef;
import dev.revtrail.envers.index.EntryRow;
import dev.revtrail.envers.index.EventData;
import org.jspecify.annotations.Nullable;

/**
 * Attempts to change records that failed together: up to 100 have entries of their own,
 * all others are counted.
 */
final class FailedAttempts {

	private static final int SINGLE = 100;

	private static final Map<String, Action> SUMMARIES = Map.of(Action.UPDATE.failed().name(),
			Action.UPDATE.severalFailed(), Action.DELETE.failed().name(), Action.DELETE.severalFailed());

	private FailedAttempts() {
	}

	/**
	 * Summarizes attempts beyond the hundredth.
	 * @param rows rows of events, in their order
	 * @return the rows, and those of the summaries in place of what they sum up
	 */
	static List<EntryRow> summarized(List<EntryRow> rows) {
		if (rows.size() <= SINGLE) {
			return rows;
		}
		List<EntryRow> kept = new ArrayList<>();
		Map<Group, Integer> groups = new LinkedHashMap<>();
		int single = 0;
		for (EntryRow row : rows) {
			Action summary = SUMMARIES.get(row.action);
			if (summary == null || single++ < SINGLE) {
				kept.add(row);
			}
			else {
				groups.merge(new Group(summary, row.recordType, row.organization), 1, Integer::sum);
			}
		}
		groups.forEach((group, records) -> kept.add(group.row(records)));
		return kept;
	}

	/**
	 * What has one summary.
	 *
	 * @param action the action of the summary
	 * @param recordType the type of their records
	 * @param organization whose they are; null for none
	 */
	private record Group(Action action, String recordType, @Nullable String organization) {

		EntryRow row(int records) {
			EntryRow row = EntryRow.ofEvent(this.action, RecordRef.none(this.recordType), this.organization, null);
			row.outcome = Outcome.FAILURE.name();
			row.data = EventData.json(Map.of("records", records));
			return row;
		}

	}

}
