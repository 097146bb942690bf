package dev.revtrail.web.records;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.revtrail.ChangeEntry;
import dev.revtrail.Cursor;
import dev.revtrail.DeletedRecord;
import dev.revtrail.Labels;
import dev.revtrail.RecordDifference;
import dev.revtrail.RecordLabel;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordSnapshot;
import dev.revtrail.RecordType;
import dev.revtrail.Revision;
import dev.revtrail.web.entry.EntryId;
import dev.revtrail.web.entry.EntryView;
import org.jspecify.annotations.Nullable;

/**
 * Converts history to JSON: entries in the form of contract 1, each with its revision.
 */
class HistoryView {

	private static final DateTimeFormatter RECORDED_AT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'")
		.withZone(ZoneOffset.UTC);

	private final EntryView entries;

	HistoryView(EntryView entries) {
		this.entries = entries;
	}

	Map<String, @Nullable Object> of(ChangeEntry entry) {
		Map<String, @Nullable Object> view = this.entries.of(entry, Set.copyOf(EntryView.ATTRIBUTES));
		view.put("revision", of(entry.revision()));
		if (!entry.labels().equals(Labels.NONE)) {
			view.put("labels", of(entry.labels()));
		}
		return view;
	}

	private static Map<String, Object> of(Labels labels) {
		Map<String, Object> view = new LinkedHashMap<>();
		if (labels.record() != null) {
			view.put("record", labels.record().text());
		}
		if (labels.patient() != null) {
			view.put("patient", labels.patient().text());
		}
		if (!labels.values().isEmpty()) {
			view.put("fields", byField(labels.values()));
		}
		if (!labels.keys().isEmpty()) {
			view.put("keys", byField(labels.keys()));
		}
		return view;
	}

	private static Map<String, Object> byField(Map<String, Map<String, RecordLabel>> labels) {
		Map<String, Object> byField = new TreeMap<>();
		labels.forEach((field, byId) -> byField.put(field, byId(byId)));
		return byField;
	}

	private static Map<String, Object> byId(Map<String, RecordLabel> labels) {
		Map<String, Object> byId = new TreeMap<>();
		labels.forEach((id, label) -> byId.put(id,
				Map.of("type", new RecordType(label.record().type()).upperCamel(), "text", label.text())));
		return byId;
	}

	Map<String, @Nullable Object> of(DeletedRecord record) {
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		view.put("record", of(record.deletion().record()));
		view.put("entry", EntryId.format(record.deletion().id()));
		view.put("revision", of(record.deletion().revision()));
		view.put("exists_again", record.existsAgain());
		return view;
	}

	Map<String, @Nullable Object> of(RecordSnapshot snapshot) {
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		view.put("record", of(snapshot.record()));
		view.put("revision", (snapshot.revision() != null) ? of(snapshot.revision()) : null);
		view.put("deleted", snapshot.deleted());
		view.put("values", snapshot.values());
		view.put("unknown", snapshot.unknown());
		view.put("masked", snapshot.masked());
		return view;
	}

	Map<String, @Nullable Object> of(RecordDifference difference, long from, long to) {
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		view.put("record", of(difference.record()));
		view.put("from", from);
		view.put("to", to);
		view.put("details", EntryView.details(difference.changes()));
		view.put("unknown", difference.unknown());
		return view;
	}

	Map<String, @Nullable Object> of(Revision revision) {
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		view.put("number", revision.number());
		view.put("recorded_at", RECORDED_AT.format(revision.recordedAt()));
		view.put("user", this.entries.user(revision.actor()));
		view.put("source", revision.source());
		view.put("request_id", revision.requestId());
		view.put("trace_id", revision.traceId());
		view.put("note", revision.note());
		return view;
	}

	static Map<String, @Nullable Object> page(List<Map<String, @Nullable Object>> items, int perPage,
			@Nullable Cursor next) {
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		view.put("items", items);
		view.put("per_page", perPage);
		view.put("next", (next != null) ? next.text() : null);
		return view;
	}

	private static Map<String, Object> of(RecordRef record) {
		Map<String, Object> view = new LinkedHashMap<>();
		view.put("type", new RecordType(record.type()).upperCamel());
		view.put("id", record.id());
		return view;
	}

}
