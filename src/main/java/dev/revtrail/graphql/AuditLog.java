package dev.revtrail.graphql;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.revtrail.Caller;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangePage;
import dev.revtrail.ChangeQuery;
import dev.revtrail.ChangeSlice;
import dev.revtrail.Cursor;
import dev.revtrail.CursorAheadException;
import dev.revtrail.EntrySubjects;
import dev.revtrail.EventType;
import dev.revtrail.EventTypes;
import dev.revtrail.RecordType;
import dev.revtrail.RecordTypes;
import dev.revtrail.web.request.WatchedChangeLog;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Answers the fields auditLog and auditEvents. The events of auditLog are creations,
 * updates and deletions, none of a record type that is not tracked any more, which the
 * schema has no name for. Those of auditEvents are the others, of the declared types.
 */
final class AuditLog {

	private final ChangeLog log;

	private final Set<String> types;

	private final EntrySubjects subjects;

	private final List<EventType> eventTypes;

	private final @Nullable Period window;

	private final Clock clock;

	AuditLog(ChangeLog log, RecordTypes types, EventTypes events, @Nullable Period window, Clock clock) {
		this.log = new WatchedChangeLog(log);
		this.types = types.all().stream().map(RecordType::name).collect(Collectors.toUnmodifiableSet());
		this.subjects = new EntrySubjects(types);
		this.eventTypes = events.all();
		this.window = window;
		this.clock = clock;
	}

	/** A page of events, as version 2026-01-01 has it. */
	EventConnection connection(DataFetchingEnvironment field) {
		LogArguments arguments = new LogArguments(field.getArguments());
		return new EventConnection(this.log,
				query(field, arguments, "nodes/resource_changes", "edges/node/resource_changes"), arguments.page());
	}

	/** A list of events, as version 2024-06-01 has it. */
	List<ListedEvent> list(DataFetchingEnvironment field) {
		LogArguments arguments = new LogArguments(field.getArguments());
		ChangeQuery query = query(field, arguments, "resource_changes");
		Cursor after = arguments.cursor("after");
		int size = arguments.pageSize();
		if (arguments.offset() == 0) {
			return slice(query, after, size);
		}
		ChangeQuery rest = (after != null) ? EventPage.following(query, after) : query;
		ChangePage page = this.log.window(rest.isOldestFirst() ? rest.settledOnly() : rest, arguments.offset(), size);
		return ListedEvent.all(page.entries(), page::place);
	}

	/** A page of events that changed no record. */
	EventConnection events(DataFetchingEnvironment field) {
		LogArguments arguments = new LogArguments(field.getArguments());
		ChangeQuery query = arguments.events(visible(field), this.subjects, this.eventTypes);
		return new EventConnection(this.log, query.withoutChanges(), arguments.page());
	}

	private List<ListedEvent> slice(ChangeQuery query, @Nullable Cursor after, int size) {
		try {
			ChangeSlice slice = this.log.slice(query, after, size);
			return ListedEvent.all(slice.entries(), slice::place);
		}
		catch (CursorAheadException ex) {
			throw EventPage.refusal(query, ex);
		}
	}

	private ChangeQuery query(DataFetchingEnvironment field, LogArguments arguments, String changes,
			String... orChanges) {
		ChangeQuery query = arguments.changes(visible(field), this.types);
		return field.getSelectionSet().containsAnyOf(changes, orChanges)
				? query.withWholeCollections().withEmptyFields() : query.withoutChanges();
	}

	private ChangeQuery visible(DataFetchingEnvironment field) {
		Caller caller = field.getGraphQlContext().get(Caller.class);
		ChangeQuery all = ChangeQuery.in(caller.scope());
		return (this.window != null) ? all.since(earliest(this.window)) : all;
	}

	private Instant earliest(Period window) {
		return LocalDateTime.now(this.clock.withZone(ZoneOffset.UTC)).minus(window).toInstant(ZoneOffset.UTC);
	}

}
