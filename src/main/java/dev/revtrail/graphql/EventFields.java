package dev.revtrail.graphql;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import dev.revtrail.Actor;
import dev.revtrail.ChangeEntry;
import dev.revtrail.Cursor;
import dev.revtrail.Revision;
import dev.revtrail.web.entry.EntryId;
import graphql.schema.DataFetcher;
import org.jspecify.annotations.Nullable;

/**
 * The values of the fields of the schema's types. An acting user is what was recorded
 * with the event, so that no statement is needed.
 */
final class EventFields {

	private static final Map<String, DataFetcher<?>> EVENT = Map.ofEntries(
			event("acting_user", (event) -> event.revision().actor()),
			field("cursor", ListedEvent.class, EventFields::cursor),
			event("occurred_at", (event) -> event.revision().recordedAt()), event("resource_changes", ChangedValue::of),
			event("resource_id", (event) -> event.record().id()),
			event("resource_name", (event) -> event.record().type()),
			event("type", (event) -> LogArguments.eventType(event.action())));

	private static final Map<String, DataFetcher<?>> CHANGE = Map.ofEntries(
			field("field", ChangedValue.class, ChangedValue::field),
			field("value_after_change", ChangedValue.class, ChangedValue::after),
			field("value_before_change", ChangedValue.class, ChangedValue::before));

	private static final Map<String, DataFetcher<?>> RECORDED = Map.ofEntries(
			event("acting_user", (event) -> event.revision().actor()), event("data", RecordedValue::of),
			event("id", (event) -> EntryId.format(event.id())), event("ip_address", EventFields::ipAddress),
			event("note", (event) -> event.revision().note()),
			event("occurred_at", (event) -> event.revision().recordedAt()),
			event("outcome", (event) -> event.outcome().name()),
			event("patient_id", (event) -> (event.patient() != null) ? event.patient().id() : null),
			event("request_id", (event) -> event.revision().requestId()),
			event("resource_id", (event) -> event.record().hasId() ? event.record().id() : null),
			event("resource_name", (event) -> event.record().type()),
			event("source", (event) -> event.revision().source()), event("type", (event) -> event.action().name()));

	private static final Map<String, DataFetcher<?>> RECORDED_VALUE = Map.ofEntries(
			field("name", RecordedValue.class, RecordedValue::name),
			field("value", RecordedValue.class, RecordedValue::value));

	private static final Map<String, DataFetcher<?>> USER = Map.ofEntries(field("id", Actor.class, Actor::id),
			field("email", Actor.class, Actor::email), field("full_name", Actor.class, Actor::name),
			field("type", Actor.class, (actor) -> actor.type().name()));

	private static final Map<String, DataFetcher<?>> CONNECTION = Map.ofEntries(
			field("edges", EventConnection.class, EventConnection::events),
			field("nodes", EventConnection.class, EventConnection::events),
			field("page_info", EventConnection.class, (page) -> page),
			field("total_count", EventConnection.class, EventConnection::total));

	private static final Map<String, DataFetcher<?>> EDGE = Map.ofEntries(
			field("cursor", ListedEvent.class, EventFields::cursor),
			field("node", ListedEvent.class, (event) -> event));

	private static final Map<String, DataFetcher<?>> PAGE_INFO = Map.ofEntries(
			field("start_cursor", EventConnection.class, (page) -> text(page.start())),
			field("end_cursor", EventConnection.class, (page) -> text(page.end())),
			field("has_next_page", EventConnection.class, EventConnection::hasNext),
			field("has_previous_page", EventConnection.class, EventConnection::hasPrevious));

	private EventFields() {
	}

	/**
	 * Returns the fields of a version.
	 * @param version the version
	 * @return what fetches each field, by type
	 */
	static Map<String, Map<String, DataFetcher<?>>> of(ApiVersion version) {
		Map<String, Map<String, DataFetcher<?>>> fields = new HashMap<>(
				Map.of("AuditEvent", EVENT, "AuditEventResourceChange", CHANGE, "User", USER, "RecordedEvent", RECORDED,
						"RecordedEventValue", RECORDED_VALUE, "RecordedEventConnection", CONNECTION,
						"RecordedEventEdge", EDGE, "RecordedEventPageInfo", PAGE_INFO));
		if (version.paging() == ApiVersion.Paging.CONNECTION) {
			fields.putAll(Map.of("AuditEventPaginationConnection", CONNECTION, "AuditEventEdge", EDGE, "PageInfo",
					PAGE_INFO));
		}
		return fields;
	}

	private static Map.Entry<String, DataFetcher<?>> event(String name, Function<ChangeEntry, @Nullable Object> value) {
		return field(name, ListedEvent.class, (event) -> value.apply(event.entry()));
	}

	private static <T> Map.Entry<String, DataFetcher<?>> field(String name, Class<T> type,
			Function<T, @Nullable Object> value) {
		return Map.entry(name,
				(environment) -> value.apply(type.cast(Objects.requireNonNull(environment.<Object>getSource()))));
	}

	private static @Nullable String ipAddress(ChangeEntry event) {
		Revision.Request request = event.revision().request();
		return (request != null) ? request.ipAddress() : null;
	}

	private static String cursor(ListedEvent event) {
		return event.place().text();
	}

	private static @Nullable String text(@Nullable Cursor place) {
		return (place != null) ? place.text() : null;
	}

}
