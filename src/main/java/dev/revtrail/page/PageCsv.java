package dev.revtrail.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.revtrail.ChangeEntry;
import dev.revtrail.Labels;
import dev.revtrail.LargeValue;
import dev.revtrail.RecordLabel;
import dev.revtrail.web.entry.FromTo;
import dev.revtrail.web.export.CsvFormat;
import dev.revtrail.web.export.EntryColumn;
import org.jspecify.annotations.Nullable;

/**
 * Writes entries as a table for readers: changes in words, records with their names and
 * ids.
 */
final class PageCsv {

	private static final List<EntryColumn> BEFORE = List.of(EntryColumn.TIME, EntryColumn.USER, EntryColumn.EMAIL,
			EntryColumn.USER_ID, EntryColumn.USER_KIND, EntryColumn.TYPE, EntryColumn.RECORD, EntryColumn.RECORD_NAME,
			EntryColumn.ACTION, EntryColumn.OUTCOME, EntryColumn.PATIENT, EntryColumn.PATIENT_NAME,
			EntryColumn.ORGANIZATION);

	private static final List<EntryColumn> AFTER = List.of(EntryColumn.METHOD, EntryColumn.PATH, EntryColumn.STATUS,
			EntryColumn.IP, EntryColumn.REQUEST_ID, EntryColumn.SOURCE, EntryColumn.NOTE, EntryColumn.DATA,
			EntryColumn.ENTRY_ID, EntryColumn.TRACE_ID);

	static final CsvFormat FORMAT = new CsvFormat(
			Stream.of(titles(BEFORE), Stream.of("Changes"), titles(AFTER)).flatMap(Function.identity()).toList(),
			PageCsv::row);

	private PageCsv() {
	}

	private static Stream<String> titles(List<EntryColumn> columns) {
		return columns.stream().map(EntryColumn::title);
	}

	private static List<@Nullable String> row(ChangeEntry entry) {
		List<@Nullable String> row = new ArrayList<>();
		BEFORE.forEach((column) -> row.add(column.of(entry)));
		row.add(changes(entry));
		AFTER.forEach((column) -> row.add(column.of(entry)));
		return row;
	}

	private static String changes(ChangeEntry entry) {
		return FromTo.of(entry)
			.entrySet()
			.stream()
			.map((change) -> change.getKey() + ": " + side("from", change.getKey(), change.getValue(), entry.labels())
					+ " → " + side("to", change.getKey(), change.getValue(), entry.labels()))
			.collect(Collectors.joining("; "));
	}

	private static String side(String side, String field, Map<String, @Nullable Object> change, Labels labels) {
		return change.containsKey(side) ? text(field, change.get(side), labels) : "(not known)";
	}

	private static String text(String field, @Nullable Object value, Labels labels) {
		if (FromTo.isMasked(value)) {
			return "(masked)";
		}
		if (value instanceof Collection<?> elements && !elements.isEmpty()) {
			return elements.stream().map((element) -> text(field, element, labels)).collect(Collectors.joining(", "));
		}
		if (value instanceof Map<?, ?> map && !map.isEmpty()) {
			return map.entrySet()
				.stream()
				.map((entry) -> key(field, String.valueOf(entry.getKey()), labels) + " = "
						+ text(field, entry.getValue(), labels))
				.collect(Collectors.joining(", "));
		}
		if (value instanceof LargeValue large) {
			return large.start() + "… (" + large.length() + " in all, SHA-256 " + large.sha256() + ")";
		}
		boolean nothing = value == null || value instanceof Collection || value instanceof Map;
		return nothing ? "(none)" : named(String.valueOf(value), labels.of(field, value).orElse(null));
	}

	private static String key(String field, String key, Labels labels) {
		return named(key, labels.ofKey(field, key).orElse(null));
	}

	private static String named(String text, @Nullable RecordLabel label) {
		return (label != null) ? text + " (" + label.text() + ")" : text;
	}

}
