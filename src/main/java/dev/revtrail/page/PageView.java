package dev.revtrail.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import dev.revtrail.Actor;
import dev.revtrail.ChangeEntry;
import dev.revtrail.Labels;
import dev.revtrail.RecordDifference;
import dev.revtrail.RecordLabel;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordSnapshot;
import dev.revtrail.Revision;
import dev.revtrail.web.entry.EntryId;
import dev.revtrail.web.entry.FromTo;
import org.jspecify.annotations.Nullable;

/**
 * Converts entries to the JSON of the page.
 */
final class PageView {

	private PageView() {
	}

	static Map<String, @Nullable Object> of(ChangeEntry entry) {
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		view.put("id", EntryId.format(entry.id()));
		view.put("time", entry.revision().recordedAt().toString());
		view.put("user", of(entry.revision().actor()));
		view.put("type", entry.record().type());
		view.put("record", entry.record().hasId() ? entry.record().id() : null);
		view.put("label", label(entry.labels().record()));
		view.put("action", entry.action().name());
		view.put("outcome", entry.outcome().name().toLowerCase(Locale.ROOT));
		view.put("patient", patient(entry));
		view.put("organization", entry.organizationId());
		view.put("changes", FromTo.of(entry));
		view.put("labels", texts(entry.labels().values()));
		view.put("keys", texts(entry.labels().keys()));
		view.put("data", entry.data());
		view.put("revision", of(entry.revision()));
		return view;
	}

	static Map<String, @Nullable Object> of(Actor actor) {
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		view.put("id", actor.id());
		view.put("kind", kind(actor.type()));
		view.put("name", actor.name());
		view.put("email", actor.email());
		return view;
	}

	static Map<String, @Nullable Object> of(RecordLabel label) {
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		view.put("type", label.record().type());
		view.put("record", label.record().id());
		view.put("label", label.text());
		return view;
	}

	static String kind(Actor.Type type) {
		return type.name().toLowerCase(Locale.ROOT);
	}

	/** An entry with its values as people read them. */
	static Map<String, @Nullable Object> of(ChangeEntry entry, PageValues values) {
		String type = entry.record().type();
		Map<String, @Nullable Object> view = of(entry);
		view.put("revision", values.revision(of(entry.revision())));
		view.put("changes", values.changes(type, FromTo.of(entry)));
		view.put("labels", values.labels(type, entry.changes(), texts(entry.labels().values())));
		return view;
	}

	static Map<String, @Nullable Object> of(RecordSnapshot snapshot, Labels labels, PageValues values) {
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		view.put("type", snapshot.record().type());
		view.put("record", snapshot.record().id());
		view.put("revision", (snapshot.revision() != null) ? values.revision(of(snapshot.revision())) : null);
		view.put("deleted", snapshot.deleted());
		view.put("values", values.state(snapshot.record().type(), snapshot.values()));
		view.put("labels", values.labels(snapshot.record().type(), snapshot.asChanges(), texts(labels.values())));
		view.put("keys", texts(labels.keys()));
		view.put("unknown", List.copyOf(snapshot.unknown()));
		view.put("masked", List.copyOf(snapshot.masked()));
		return view;
	}

	private static Map<String, @Nullable Object> of(Revision revision) {
		Revision.Request request = revision.request();
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		view.put("number", Long.toString(revision.number()));
		view.put("time", revision.recordedAt().toString());
		view.put("source", revision.source());
		view.put("request", revision.requestId());
		view.put("trace", revision.traceId());
		view.put("note", revision.note());
		view.put("method", (request != null) ? request.method() : null);
		view.put("path", (request != null) ? request.path() : null);
		view.put("status", (request != null) ? request.status() : null);
		view.put("ip", (request != null) ? request.ipAddress() : null);
		view.put("agent", (request != null) ? request.userAgent() : null);
		return view;
	}

	private static @Nullable Map<String, @Nullable Object> patient(ChangeEntry entry) {
		RecordRef patient = entry.patient();
		if (patient == null) {
			return null;
		}
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		view.put("type", patient.type());
		view.put("record", patient.id());
		view.put("label", label(entry.labels().patient()));
		return view;
	}

	static Map<String, @Nullable Object> of(RecordDifference difference, Labels labels, PageValues values) {
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		view.put("changes", values.changes(difference.record().type(), FromTo.of(difference.changes())));
		view.put("labels", values.labels(difference.record().type(), difference.changes(), texts(labels.values())));
		view.put("keys", texts(labels.keys()));
		view.put("unknown", List.copyOf(difference.unknown()));
		return view;
	}

	/** Returns the labels of the records that fields refer to, by field and id. */
	private static Map<String, Map<String, String>> texts(Map<String, Map<String, RecordLabel>> labels) {
		Map<String, Map<String, String>> texts = new TreeMap<>();
		labels.forEach((field, byId) -> byId
			.forEach((id, label) -> texts.computeIfAbsent(field, (name) -> new TreeMap<>()).put(id, label.text())));
		return texts;
	}

	private static @Nullable String label(@Nullable RecordLabel label) {
		return (label != null) ? label.text() : null;
	}

}
