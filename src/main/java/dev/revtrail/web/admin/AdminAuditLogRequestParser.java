package dev.revtrail.web.admin;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.revtrail.ChangeQuery;
import dev.revtrail.EntrySubjects;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordTypes;
import dev.revtrail.Scope;
import dev.revtrail.web.request.Refusal;
import dev.revtrail.web.request.RequestParameters;
import dev.revtrail.web.request.TimeParameter;

/**
 * Reads the parameters of contract 3 to the letter. Entries that record reads of the log
 * are included only if their type is asked for: otherwise each page that is read would
 * shift the next.
 */
class AdminAuditLogRequestParser {

	private static final Set<String> KNOWN = new TreeSet<>(
			Set.of("actor_id", "entity_id", "entity_type", "event_type", "limit", "offset", "since", "until"));

	private static final int LIMIT = 50;

	private final RecordTypes types;

	AdminAuditLogRequestParser(RecordTypes types) {
		this.types = new EntrySubjects(types);
	}

	/**
	 * Reads the parameters.
	 * @param scope whose entries the caller may see
	 * @param parameters the parameters, decoded
	 * @return what the caller wants
	 * @throws Refusal when any parameter is bad input
	 */
	AdminAuditLogRequest parse(Scope scope, Map<String, String[]> parameters) {
		RequestParameters arguments = new RequestParameters(parameters, KNOWN);
		ChangeQuery query = ChangeQuery.in(scope);
		query = arguments.text("actor_id", "an actor's id").map(query::actor).orElse(query);
		query = arguments.text("entity_id", "a record's id").map(Set::of).map(query::recordIds).orElse(query);
		query = arguments.text("event_type", "an event's type, or its beginning and a star")
			.map(query::eventType)
			.orElse(query);
		Optional<String> type = type(arguments);
		query = type.map(Set::of).map(query::recordTypes).orElse(query);
		if (type.isEmpty() && query.criteria().eventType().filter(AdminAuditLogRequestParser::isLogRead).isEmpty()) {
			query = query.exceptRecordTypes(RecordRef.CHANGE_LOG);
		}
		query = arguments.moment("since").map(TimeParameter::firstNotBefore).map(query::since).orElse(query);
		query = arguments.moment("until").map(TimeParameter::firstNotBefore).map(query::until).orElse(query);
		arguments.range("since", "until", TimeParameter::isAfter);
		int limit = arguments.number("limit", "an integer from 1 to 500", 1, 500L)
			.map(BigInteger::intValueExact)
			.orElse(LIMIT);
		BigInteger offset = offset(arguments, parameters);
		arguments.refuseErrors();
		return new AdminAuditLogRequest(query, offset, limit);
	}

	/** Returns whether an event type names reads of the log. */
	private static boolean isLogRead(String eventType) {
		return eventType.contains("." + AdminAuditLogView.lowerSnake(RecordRef.CHANGE_LOG) + ".");
	}

	/** Returns the offset; an empty one is 0, as is null. */
	private static BigInteger offset(RequestParameters arguments, Map<String, String[]> parameters) {
		String[] given = parameters.getOrDefault("offset", new String[] { "" });
		return (given.length == 1 && (given[0].isEmpty() || given[0].equals("null"))) ? BigInteger.ZERO
				: arguments.number("offset", "an integer from 0, null or nothing", 0, null).orElse(BigInteger.ZERO);
	}

	private Optional<String> type(RequestParameters arguments) {
		return arguments.one("entity_type", "a record type")
			.flatMap((name) -> arguments.recordType("entity_type", name, this.types,
					(known) -> AdminAuditLogView.lowerSnake(known.name())));
	}

}
