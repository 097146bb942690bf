package dev.revtrail.envers.event;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.revtrail.Actor;
import dev.revtrail.Event;
import dev.revtrail.EventType;
import dev.revtrail.EventTypes;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.envers.index.EntryIndex;
import dev.revtrail.envers.index.EntryRow;
import dev.revtrail.envers.index.EventData;
import dev.revtrail.envers.index.RecordEntries;

/**
 * Makes rows of events. One that is given to an organization or a patient belongs to
 * them. Any other about a record that its actor sees belongs to that record's
 * organization and patient as of its last change, or as they are now where it has not
 * changed since it is tracked; any other belongs to its actor's organization, so that it
 * reveals nothing about records that a reader may not see.
 */
final class EventRows {

	private static final int LONGEST_TEXT = 10_000;

	private static final int RECORDS_PER_STATEMENT = 500;

	private final EventTypes types;

	private final EntryIndex index;

	private final RecordEntries records;

	private final CurrentOwners owners;

	EventRows(EventTypes types, EntryIndex index, RecordEntries records, CurrentOwners owners) {
		this.types = types;
		this.index = index;
		this.records = records;
		this.owners = owners;
	}

	/** Refuses events that no type declares. */
	void check(List<Event> events) {
		for (Event event : events) {
			EventType type = this.types.find(event.action())
				.orElseThrow(() -> new IllegalArgumentException("No event type is named " + event.action()
						+ "; a bean of type EventType declares one. There are: " + names() + "."));
			for (Map.Entry<String, Object> value : event.data().entrySet()) {
				EntryIndex.check(type.fields().contains(value.getKey()), "Events of the type " + type.action()
						+ " have no field '" + value.getKey() + "', but " + type.fields() + ".");
				EntryIndex.check(!(value.getValue() instanceof String text) || text.length() <= LONGEST_TEXT,
						"The field '" + value.getKey() + "' of an event takes at most 10,000 characters.");
			}
		}
	}

	private String names() {
		return this.types.all().stream().map((type) -> type.action().name()).sorted().collect(Collectors.joining(", "));
	}

	/** The rows of events that one actor did, at least one. */
	List<EntryRow> rows(Actor actor, List<Event> events) {
		List<RecordRef> records = events.stream().map(Event::record).filter(RecordRef::hasId).distinct().toList();
		Map<RecordRef, EntryRow> last = new HashMap<>();
		for (int from = 0; from < records.size(); from += RECORDS_PER_STATEMENT) {
			List<RecordRef> some = records.subList(from, Math.min(from + RECORDS_PER_STATEMENT, records.size()));
			last.putAll(this.index.read(() -> known(some)));
		}
		Scope scope = (actor.organizationId() != null) ? Scope.organization(actor.organizationId())
				: Scope.everything();
		return FailedAttempts.summarized(events.stream().map((event) -> row(event, actor, scope, last)).toList());
	}

	private Map<RecordRef, EntryRow> known(List<RecordRef> records) {
		UnaryOperator<RecordRef> asInEntries = this.index.spelled().asInEntries(records);
		Map<RecordRef, EntryRow> last = this.records.last(records.stream().map(asInEntries).toList());
		Map<RecordRef, EntryRow> known = new HashMap<>();
		records.forEach((record) -> {
			EntryRow row = last.get(asInEntries.apply(record));
			if (row != null) {
				known.put(record, row);
			}
		});
		List<RecordRef> unchanged = records.stream().filter((record) -> !known.containsKey(record)).toList();
		known.putAll(this.owners.of(unchanged));
		return known;
	}

	private EntryRow row(Event event, Actor actor, Scope scope, Map<RecordRef, EntryRow> last) {
		EntryRow known = last.get(event.record());
		EntryRow row = (event.organizationId() != null || event.patientId() != null)
				? EntryRow.ofEvent(event.action(), event.record(), event.organizationId(), event.patientId())
				: (known != null && this.index.filter().isWithin(scope, known))
						? EntryRow.ofEvent(event.action(), event.record(), known.organization, known.patient)
						: EntryRow.ofEvent(event.action(), event.record(), actor.organizationId(), null);
		row.outcome = event.outcome().name();
		row.data = EventData.json(event.data());
		return row;
	}

}
