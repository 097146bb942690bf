package dev.revtrail.web.changelog;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Cursor;
import dev.revtrail.RecordType;
import dev.revtrail.RecordTypes;
import dev.revtrail.Scope;
import dev.revtrail.web.entry.EntryId;
import dev.revtrail.web.entry.EntryType;
import dev.revtrail.web.entry.EntryView;
import dev.revtrail.web.export.ExportRequest;
import dev.revtrail.web.request.Refusal;
import dev.revtrail.web.request.RequestParameters;
import dev.revtrail.web.request.TimeParameter;

/**
 * Reads the parameters of a list to the letter of the contract.
 */
class ListRequestParser {

	private static final Set<String> FILTERS = new TreeSet<>(Set.of("filters-created_after", "filters-created_before",
			"filters-document_types", "filters-documents", "filters-field", "filters-ids", "filters-organization",
			"filters-patient", "filters-request_id", "filters-types", "filters-user"));

	private static final Set<String> KNOWN = and("after", "attributes", "page", "per_page", "sort_by");

	private static final Set<String> EXPORT = and("format", "sort_by");

	private static final Set<String> ORDERS = Set.of("_id", "created", "-_id", "-created");

	private static final int MOST_VALUES = 100;

	private static final int DEFAULT_PER_PAGE = 10;

	private final RecordTypes types;

	private final String application;

	ListRequestParser(RecordTypes types, String application) {
		this.types = types;
		this.application = application;
	}

	/**
	 * Reads the parameters.
	 * @param scope the scope of the caller
	 * @param parameters the parameters, decoded
	 * @return the request
	 * @throws Refusal when any parameter is bad input
	 */
	ListRequest parse(Scope scope, Map<String, String[]> parameters) {
		RequestParameters arguments = new RequestParameters(parameters, KNOWN);
		Set<String> attributes = attributes(arguments);
		ChangeQuery query = order(arguments, filters(arguments, ChangeQuery.in(scope)));
		if (!attributes.contains("details")) {
			query = query.withoutChanges();
		}
		int perPage = arguments.number("per_page", "an integer from 1 to 100", 1, 100L)
			.map(BigInteger::intValueExact)
			.orElse(DEFAULT_PER_PAGE);
		BigInteger page = arguments.number("page", "an integer from 1", 1, null).orElse(BigInteger.ONE);
		boolean keyset = arguments.has("after");
		if (keyset && arguments.has("page")) {
			arguments.reject("after", "after and page exclude each other.");
			arguments.reject("page", "after and page exclude each other.");
		}
		Cursor after = arguments.cursor("after");
		arguments.refuseErrors();
		return new ListRequest(query, attributes, perPage, page, keyset, after);
	}

	/**
	 * Reads the parameters of an export.
	 * @param scope the scope of the caller
	 * @param parameters the parameters, decoded
	 * @return the request
	 * @throws Refusal when any parameter is bad input
	 */
	ExportRequest parseExport(Scope scope, Map<String, String[]> parameters) {
		RequestParameters arguments = new RequestParameters(parameters, EXPORT);
		ChangeQuery query = order(arguments, filters(arguments, ChangeQuery.in(scope)));
		String format = ExportRequest.format(arguments);
		arguments.refuseErrors();
		return new ExportRequest(query, format);
	}

	private static Set<String> and(String... others) {
		Set<String> known = new TreeSet<>(FILTERS);
		known.addAll(List.of(others));
		return known;
	}

	private static Set<String> attributes(RequestParameters arguments) {
		return arguments.list("attributes", "an attribute's name")
			.stream()
			.filter(EntryView.ATTRIBUTES::contains)
			.collect(Collectors.toSet());
	}

	private ChangeQuery filters(RequestParameters arguments, ChangeQuery unfiltered) {
		ChangeQuery query = unfiltered.actions(actions(arguments));
		query = arguments.moment("filters-created_after")
			.map(TimeParameter::firstAfter)
			.map(query::since)
			.orElse(query);
		query = arguments.moment("filters-created_before")
			.map(TimeParameter::firstNotBefore)
			.map(query::until)
			.orElse(query);
		query = ids(arguments).map(query::ids).orElse(query);
		query = recordTypes(arguments).map(query::recordTypes).orElse(query);
		query = arguments.texts("filters-documents", MOST_VALUES, "a document's id")
			.map(query::recordIds)
			.orElse(query);
		query = arguments.text("filters-user", "a user's id").map(this::actor).map(query::actor).orElse(query);
		query = arguments.text("filters-patient", "a patient's id").map(query::patient).orElse(query);
		query = arguments.text("filters-organization", "an organization's id").map(query::organization).orElse(query);
		query = arguments.text("filters-field", "a field's name").map(query::field).orElse(query);
		return arguments.text("filters-request_id", "a request's id").map(query::requestId).orElse(query);
	}

	/**
	 * Returns the id of an actor. The user that stands for the application is the system
	 * actor.
	 */
	private String actor(String user) {
		return user.equals(EntryView.applicationUser(this.application)) ? Actor.SYSTEM.id() : user;
	}

	private static Set<Action> actions(RequestParameters arguments) {
		List<String> names = arguments.list("filters-types", "ADDED, DELETED, NOTE or UPDATED");
		if (!names.stream().allMatch((name) -> EntryType.named(name).isPresent())) {
			arguments.reject("filters-types", "filters-types takes ADDED, DELETED, NOTE or UPDATED.");
			return Set.of();
		}
		return names.isEmpty() ? EntryType.actions()
				: names.stream()
					.flatMap((name) -> EntryType.named(name).stream())
					.map(EntryType::action)
					.collect(Collectors.toSet());
	}

	private static Optional<Set<Long>> ids(RequestParameters arguments) {
		List<String> texts = arguments.list("filters-ids", "an entry's id");
		if (texts.size() > MOST_VALUES) {
			arguments.reject("filters-ids", "filters-ids takes at most " + MOST_VALUES + " values.");
		}
		return texts.isEmpty() ? Optional.empty() : Optional
			.of(texts.stream().map(EntryId::parse).flatMap((id) -> id.stream().boxed()).collect(Collectors.toSet()));
	}

	private Optional<Set<String>> recordTypes(RequestParameters arguments) {
		List<String> names = arguments.list("filters-document_types", "a document type");
		Set<String> found = new TreeSet<>();
		for (String name : Set.copyOf(names)) {
			arguments.recordType("filters-document_types", name, this.types, RecordType::upperCamel)
				.ifPresent(found::add);
		}
		return names.isEmpty() ? Optional.empty() : Optional.of(found);
	}

	/** Sets the order. Sorting by either is the same: that of revisions. */
	private static ChangeQuery order(RequestParameters arguments, ChangeQuery query) {
		List<String> orders = arguments.list("sort_by", "_id, created, -_id or -created");
		if (!ORDERS.containsAll(orders)) {
			arguments.reject("sort_by", "sort_by takes _id, created, -_id or -created.");
		}
		return (!orders.isEmpty() && orders.get(0).startsWith("-")) ? query : query.oldestFirst();
	}

}
