package dev.revtrail.web.export;

import java.util.Locale;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.Event;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordLabel;
import dev.revtrail.RecordRef;
import dev.revtrail.Revision;
import dev.revtrail.web.entry.EntryId;
import dev.revtrail.web.request.JsonAnswer;
import org.jspecify.annotations.Nullable;

/**
 * The columns that tables of entries for readers are made of.
 */
public enum EntryColumn {

	TIME("Time", (entry, revision) -> revision.recordedAt()),
	USER("User", (entry, revision) -> revision.actor().name()),
	EMAIL("E-mail", (entry, revision) -> revision.actor().email()),
	USER_ID("User id", (entry, revision) -> revision.actor().id()),
	USER_KIND("User kind", (entry, revision) -> revision.actor().type().name().toLowerCase(Locale.ROOT)),
	USER_ORGANIZATION("User's organization", (entry, revision) -> revision.actor().organizationId()),
	TYPE("Type", (entry, revision) -> entry.record().type()),
	RECORD("Record", (entry, revision) -> entry.record().hasId() ? entry.record().id() : null),
	RECORD_NAME("Record name", (entry, revision) -> text(entry.labels().record())),
	ACTION("Action", (entry, revision) -> entry.action()),
	OUTCOME("Outcome", (entry, revision) -> entry.outcome().name().toLowerCase(Locale.ROOT)),
	PATIENT("Patient", (entry, revision) -> id(entry.patient())),
	PATIENT_NAME("Patient name", (entry, revision) -> text(entry.labels().patient())),
	ORGANIZATION("Organization", (entry, revision) -> entry.organizationId()),
	PURPOSE("Purpose", (entry, revision) -> purpose(entry)),
	RECIPIENT("Recipient", (entry, revision) -> entry.data().get(Event.RECIPIENT)),
	CHANGED_FIELDS("Changed fields", (entry, revision) -> changedFields(entry)),
	METHOD("Method", (entry, revision) -> ofRequest(revision, Revision.Request::method)),
	PATH("Path", (entry, revision) -> ofRequest(revision, Revision.Request::path)),
	STATUS("Status", (entry, revision) -> ofRequest(revision, Revision.Request::status)),
	IP("IP", (entry, revision) -> ofRequest(revision, Revision.Request::ipAddress)),
	REQUEST_ID("Request id", (entry, revision) -> revision.requestId()),
	SOURCE("Source", (entry, revision) -> revision.source()), NOTE("Note", (entry, revision) -> revision.note()),
	DATA("Data", (entry, revision) -> entry.data().isEmpty() ? null : JsonAnswer.text(new TreeMap<>(entry.data()))),
	ENTRY_ID("Entry id", (entry, revision) -> EntryId.format(entry.id())),
	TRACE_ID("Trace id", (entry, revision) -> revision.traceId());

	private static final String REASON = "reason";

	private final String title;

	private final BiFunction<ChangeEntry, Revision, ? extends @Nullable Object> value;

	EntryColumn(String title, BiFunction<ChangeEntry, Revision, ? extends @Nullable Object> value) {
		this.title = title;
		this.value = value;
	}

	/**
	 * Returns the column's title.
	 * @return the title
	 */
	public String title() {
		return this.title;
	}

	/**
	 * Returns the value of an entry, as text.
	 * @param entry the entry
	 * @return the value; null for none
	 */
	public @Nullable String of(ChangeEntry entry) {
		Object value = this.value.apply(entry, entry.revision());
		return (value != null) ? value.toString() : null;
	}

	/** What somebody read for, or why they had to in an emergency. */
	private static @Nullable Object purpose(ChangeEntry entry) {
		return entry.data().get(entry.action().equals(Action.EMERGENCY_ACCESS) ? REASON : Event.PURPOSE);
	}

	private static @Nullable String changedFields(ChangeEntry entry) {
		String fields = entry.changes().stream().map(FieldChange::field).collect(Collectors.joining(", "));
		return fields.isEmpty() ? null : fields;
	}

	private static @Nullable String text(@Nullable RecordLabel label) {
		return (label != null) ? label.text() : null;
	}

	private static @Nullable String id(@Nullable RecordRef record) {
		return (record != null) ? record.id() : null;
	}

	private static @Nullable Object ofRequest(Revision revision,
			Function<Revision.Request, ? extends @Nullable Object> property) {
		Revision.Request request = revision.request();
		return (request != null) ? property.apply(request) : null;
	}

}
