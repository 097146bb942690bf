package dev.revtrail.web.audit;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.revtrail.Action;
import dev.revtrail.ChangeQuery;
import dev.revtrail.EntrySubjects;
import dev.revtrail.EventTypes;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordType;
import dev.revtrail.RecordTypes;
import dev.revtrail.web.request.Refusal;
import dev.revtrail.web.request.RequestParameters;
import dev.revtrail.web.request.TimeParameter;

/**
 * Reads the parameters of contract 2 to the letter. Entries that record reads of the log
 * are included only if their type is asked for: otherwise each page that is read would
 * shift the next.
 */
class AuditRequestParser {

	private static final Set<String> KNOWN = new TreeSet<>(
			Set.of("action", "actorId", "endDate", "entityType", "page", "patientId", "size", "startDate"));

	private static final int SIZE = 20;

	private final RecordTypes types;

	private final Set<String> actions;

	AuditRequestParser(RecordTypes types, EventTypes events) {
		this.types = new EntrySubjects(types);
		this.actions = EntrySubjects.actions(events);
	}

	/**
	 * Reads the parameters.
	 * @param tenant the entries that the caller asks of, newest first
	 * @param parameters the parameters, decoded
	 * @return what the caller wants
	 * @throws Refusal when any parameter is bad input
	 */
	AuditRequest parse(ChangeQuery tenant, Map<String, String[]> parameters) {
		RequestParameters arguments = new RequestParameters(parameters, KNOWN);
		ChangeQuery query = time(arguments, tenant);
		query = arguments.text("actorId", "an actor's id").map(query::actor).orElse(query);
		query = arguments.text("patientId", "a patient's id").map(query::patient).orElse(query);
		query = type(arguments).map(Set::of)
			.map(query::recordTypes)
			.orElse(query.exceptRecordTypes(RecordRef.CHANGE_LOG));
		query = action(arguments).map(Set::of).map(query::actions).orElse(query);
		BigInteger page = arguments.number("page", "an integer from 0", 0, null).orElse(BigInteger.ZERO);
		int size = arguments.number("size", "an integer from 1 to 100", 1, 100L)
			.map(BigInteger::intValueExact)
			.orElse(SIZE);
		arguments.refuseErrors();
		return new AuditRequest(query, page, size);
	}

	private static ChangeQuery time(RequestParameters arguments, ChangeQuery all) {
		arguments.range("startDate", "endDate", TimeParameter::isAfterAll);
		ChangeQuery query = arguments.moment("startDate")
			.map(TimeParameter::firstNotBefore)
			.map(all::since)
			.orElse(all);
		return arguments.moment("endDate").map(TimeParameter::firstAfterAll).map(query::until).orElse(query);
	}

	private Optional<String> type(RequestParameters arguments) {
		return arguments.one("entityType", "a record type")
			.flatMap((name) -> arguments.recordType("entityType", name, this.types, RecordType::name));
	}

	private Optional<Action> action(RequestParameters arguments) {
		Optional<String> name = arguments.one("action", "an action");
		if (name.isPresent() && !this.actions.contains(name.get())) {
			arguments.reject("action", "action takes " + String.join(", ", this.actions) + ".");
			return Optional.empty();
		}
		return name.map(Action::new);
	}

}
