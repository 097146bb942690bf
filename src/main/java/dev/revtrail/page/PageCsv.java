package dev.revtrail.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.revtrail.ChangeEntry;
import dev.revtrail.Labels;
import dev.revtrail.LargeValue;
import dev.revtrail.RecordLabel;
import dev.revtrail.RecordRef;
import dev.revtrail.Revision;
import dev.revtrail.web.entry.EntryId;
import dev.revtrail.web.entry.FromTo;
import dev.revtrail.web.export.CsvFormat;
import dev.revtrail.web.request.JsonAnswer;
import org.jspecify.annotations.Nullable;

/**
 * Writes entries as a table for readers: changes in words, records with their names and
 * ids.
 */
final class PageCsv {

	private static final Map<String, BiFunction<ChangeEntry, Revision, @Nullable String>> COLUMNS = columns();

	static final CsvFormat FORMAT = new CsvFormat(List.copyOf(COLUMNS.keySet()), PageCsv::row);

	private PageCsv() {
	}

	private static List<@Nullable String> row(ChangeEntry entry) {
		List<@Nullable String> row = new ArrayList<>();
		COLUMNS.values().forEach((column) -> row.add(column.apply(entry, entry.revision())));
		return row;
	}

	private static Map<String, BiFunction<ChangeEntry, Revision, @Nullable String>> columns() {
		Map<String, BiFunction<ChangeEntry, Revision, @Nullable String>> columns = new LinkedHashMap<>();
		columns.put("Time", (entry, revision) -> revision.recordedAt().toString());
		columns.put("User", (entry, revision) -> revision.actor().name());
		columns.put("E-mail", (entry, revision) -> revision.actor().email());
		columns.put("User id", (entry, revision) -> revision.actor().id());
		columns.put("User kind", (entry, revision) -> PageView.kind(revision.actor().type()));
		columns.put("Type", (entry, revision) -> entry.record().type());
		columns.put("Record", (entry, revision) -> entry.record().hasId() ? entry.record().id() : null);
		columns.put("Record name", (entry, revision) -> name(entry.labels().record()));
		columns.put("Action", (entry, revision) -> entry.action().name());
		columns.put("Outcome", (entry, revision) -> entry.outcome().name().toLowerCase(Locale.ROOT));
		columns.put("Patient", (entry, revision) -> id(entry.patient()));
		columns.put("Patient name", (entry, revision) -> name(entry.labels().patient()));
		columns.put("Organization", (entry, revision) -> entry.organizationId());
		columns.put("Changes", (entry, revision) -> changes(entry));
		columns.put("Method", (entry, revision) -> ofRequest(revision, Revision.Request::method));
		columns.put("Path", (entry, revision) -> ofRequest(revision, Revision.Request::path));
		columns.put("Status", (entry, revision) -> ofRequest(revision, Revision.Request::status));
		columns.put("IP", (entry, revision) -> ofRequest(revision, Revision.Request::ipAddress));
		columns.put("Request id", (entry, revision) -> revision.requestId());
		columns.put("Source", (entry, revision) -> revision.source());
		columns.put("Note", (entry, revision) -> revision.note());
		columns.put("Data",
				(entry, revision) -> entry.data().isEmpty() ? null : JsonAnswer.text(new TreeMap<>(entry.data())));
		columns.put("Entry id", (entry, revision) -> EntryId.format(entry.id()));
		columns.put("Trace id", (entry, revision) -> revision.traceId());
		return columns;
	}

	private static @Nullable String name(@Nullable RecordLabel label) {
		return (label != null) ? label.text() : null;
	}

	private static @Nullable String id(@Nullable RecordRef record) {
		return (record != null) ? record.id() : null;
	}

	private static @Nullable String ofRequest(Revision revision,
			Function<Revision.Request, ? extends @Nullable Object> property) {
		Revision.Request request = revision.request();
		Object value = (request != null) ? property.apply(request) : null;
		return (value != null) ? value.toString() : null;
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
