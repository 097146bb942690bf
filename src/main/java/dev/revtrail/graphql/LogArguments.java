package dev.revtrail.graphql;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Cursor;
import dev.revtrail.EntrySubjects;
import dev.revtrail.EventType;
import dev.revtrail.Outcome;
import dev.revtrail.OutdatedCursorException;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordType;
import dev.revtrail.web.request.RequestParameters;
import dev.revtrail.web.request.TimeParameter;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of auditLog, of either version, and of auditEvents. Null is the same as
 * an absent argument.
 */
final class LogArguments {

	static final int LARGEST_PAGE = 100;

	static final int DEFAULT_PAGE = 50;

	private static final int LONGEST_ID = 1000;

	/** The actions of the contract, by their names in the contract. */
	private static final Map<String, Action> EVENT_TYPES = Map.of("CREATE", Action.CREATE, "UPDATE", Action.UPDATE,
			"DESTROY", Action.DELETE);

	private static final String NO_AUTHOR = "no_author";

	private final Map<String, Object> given;

	LogArguments(Map<String, Object> given) {
		this.given = given;
	}

	/** Returns the name of an action in the contract. */
	static String eventType(Action action) {
		return action.equals(Action.DELETE) ? "DESTROY" : action.name();
	}

	/**
	 * Narrows a query to the changes that auditLog is asked for, and gives it its order.
	 * @param all what the caller may see
	 * @param types the record types that the schema has
	 * @return the query
	 * @throws GraphQlRefusal when a filter is bad input
	 */
	ChangeQuery changes(ChangeQuery all, Set<String> types) {
		return filter(all.recordTypes(find("resource_name", String.class).map(Set::of).orElse(types))
			.actions(find("event_type", String.class).map(EVENT_TYPES::get)
				.map(Set::of)
				.orElse(Set.copyOf(EVENT_TYPES.values()))));
	}

	/**
	 * Narrows a query to the events that auditEvents is asked for, and gives it its
	 * order. Entries about the log itself are included only if they are asked for:
	 * otherwise a reader that goes on would find its own reads.
	 * @param all what the caller may see
	 * @param subjects what events are about
	 * @param types the event types that the schema has
	 * @return the query
	 * @throws GraphQlRefusal when a filter is bad input
	 */
	ChangeQuery events(ChangeQuery all, EntrySubjects subjects, List<EventType> types) {
		ChangeQuery query = find("resource_name", String.class).map((name) -> subject(name, subjects))
			.map(all::recordTypes)
			.orElseGet(() -> all.exceptRecordTypes(RecordRef.CHANGE_LOG));
		query = query.actions(find("type", String.class).map(Action::new)
			.map(Set::of)
			.orElseGet(() -> types.stream().map(EventType::action).collect(Collectors.toSet())));
		query = id("patient_id", "a patient's id").map(query::patient).orElse(query);
		query = find("outcome", String.class).map(Outcome::valueOf).map(query::outcome).orElse(query);
		return filter(query);
	}

	private static String subject(String name, EntrySubjects subjects) {
		return subjects.find(name)
			.map(RecordType::name)
			.orElseThrow(() -> GraphQlRefusal.argument("resource_name", "resource_name takes "
					+ RequestParameters.oneOf(subjects.all().stream().map(RecordType::name).toList()) + "."));
	}

	private ChangeQuery filter(ChangeQuery all) {
		ChangeQuery query = all;
		query = id("resource_id", "a resource's id").map(Set::of).map(query::recordIds).orElse(query);
		query = author(query);
		query = time(query);
		return find("order_by", String.class).filter("OCCURRED_AT_ASC"::equals).isPresent() ? query.oldestFirst()
				: query.newestFirst();
	}

	private ChangeQuery author(ChangeQuery query) {
		String author = id("acting_user_id", "an id that acting_user shows or " + NO_AUTHOR).orElse(null);
		if (author == null) {
			return query;
		}
		return author.equals(NO_AUTHOR) ? query.actorTypes(EnumSet.complementOf(EnumSet.of(Actor.Type.USER)))
				: query.actor(author);
	}

	/** Both moments count, and entries carry microseconds. */
	private ChangeQuery time(ChangeQuery all) {
		Optional<TimeParameter> after = find("occurred_after", TimeParameter.class);
		Optional<TimeParameter> before = find("occurred_before", TimeParameter.class);
		if (after.isPresent() && before.isPresent() && after.get().isAfterAll(before.get())) {
			throw GraphQlRefusal.argument("occurred_after", "occurred_after is later than occurred_before.");
		}
		ChangeQuery query = before.map(TimeParameter::firstAfterAll).map(all::until).orElse(all);
		Instant from = after.map(TimeParameter::firstNotBefore).orElse(null);
		return (from != null && all.criteria().since().filter((earliest) -> earliest.isAfter(from)).isEmpty())
				? query.since(from) : query;
	}

	/**
	 * Returns the requested page of a connection.
	 * @return the page
	 * @throws GraphQlRefusal when the arguments are bad input or do not go together
	 */
	EventPage page() {
		if (find("last", Integer.class).isPresent()) {
			for (String other : List.of("first", "after")) {
				if (find(other, Object.class).isPresent()) {
					throw GraphQlRefusal.argument("last", "last does not go together with " + other + ".");
				}
			}
			return new EventPage(null, cursor("before"), number("last", 1, LARGEST_PAGE, LARGEST_PAGE), true);
		}
		return new EventPage(cursor("after"), cursor("before"), number("first", 1, LARGEST_PAGE, LARGEST_PAGE), false);
	}

	/** Returns the maximum number of events in a list. */
	int pageSize() {
		return number("page_size", 1, LARGEST_PAGE, DEFAULT_PAGE);
	}

	/** Returns the number of events that a list skips. */
	int offset() {
		return number("offset", 0, Integer.MAX_VALUE, 0);
	}

	/**
	 * Returns the position in an argument.
	 * @param name the argument's name
	 * @return the position, or null if none was given
	 * @throws GraphQlRefusal when it is no cursor
	 */
	@Nullable Cursor cursor(String name) {
		try {
			return find(name, String.class).map(Cursor::parse).orElse(null);
		}
		catch (OutdatedCursorException ex) {
			throw GraphQlRefusal.argument(name, String.valueOf(ex.getMessage()));
		}
		catch (IllegalArgumentException ex) {
			throw GraphQlRefusal.argument(name, name + " takes a cursor that an earlier answer gave.");
		}
	}

	private int number(String name, int lowest, int highest, int otherwise) {
		int number = find(name, Integer.class).orElse(otherwise);
		if (number < lowest || number > highest) {
			throw GraphQlRefusal.argument(name, name + " takes an integer from " + lowest
					+ ((highest < Integer.MAX_VALUE) ? " to " + highest : "") + ", not " + number + ".");
		}
		return number;
	}

	private Optional<String> id(String name, String takes) {
		Optional<String> id = find(name, Object.class).map(Object::toString);
		id.ifPresent((text) -> {
			if (text.isBlank() || !RequestParameters.isText(text, LONGEST_ID)) {
				throw GraphQlRefusal.argument(name, name + " takes " + takes + ": Unicode text of 1 to " + LONGEST_ID
						+ " characters, without NUL.");
			}
		});
		return id;
	}

	private <T> Optional<T> find(String name, Class<T> type) {
		return Optional.ofNullable(this.given.get(name)).map(type::cast);
	}

}
