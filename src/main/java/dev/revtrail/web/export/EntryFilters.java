package dev.revtrail.web.export;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.revtrail.Action;
import dev.revtrail.ChangeQuery;
import dev.revtrail.RecordType;
import dev.revtrail.RecordTypes;
import dev.revtrail.web.entry.EntryId;
import dev.revtrail.web.entry.EntryType;
import dev.revtrail.web.entry.EntryView;
import dev.revtrail.web.request.RequestParameters;
import dev.revtrail.web.request.TimeParameter;

/**
 * The filters of contract 1, by which lists, exports and the feed select entries.
 */
public final class EntryFilters {

	/** The names of the filters. */
	public static final Set<String> NAMES = Set.of("filters-created_after", "filters-created_before",
			"filters-document_types", "filters-documents", "filters-field", "filters-ids", "filters-organization",
			"filters-patient", "filters-request_id", "filters-types", "filters-user");

	private static final int MOST_VALUES = 100;

	private final RecordTypes types;

	private final String application;

	/**
	 * Creates filters.
	 * @param types the record types
	 * @param application the application's name
	 */
	public EntryFilters(RecordTypes types, String application) {
		this.types = types;
		this.application = application;
	}

	/**
	 * Narrows a query to the entries that match the filters of a request. Without a
	 * filter of types, those are all that the contract has a type for.
	 * @param arguments the parameters of the request
	 * @param unfiltered the query
	 * @return the narrowed query
	 */
	public ChangeQuery apply(RequestParameters arguments, ChangeQuery unfiltered) {
		ChangeQuery query = unfiltered.actions(actions(arguments));
		query = arguments.moment("filters-created_after")
			.map(TimeParameter::firstSecondAfter)
			.map(query::since)
			.orElse(query);
		query = arguments.moment("filters-created_before")
			.map(TimeParameter::firstSecondNotBefore)
			.map(query::until)
			.orElse(query);
		arguments.range("filters-created_after", "filters-created_before", TimeParameter::isAfter);
		query = ids(arguments).map(query::ids).orElse(query);
		query = recordTypes(arguments).map(query::recordTypes).orElse(query);
		query = arguments.texts("filters-documents", MOST_VALUES, "a document's id")
			.map(query::recordIds)
			.orElse(query);
		query = user(arguments, query);
		query = arguments.text("filters-patient", "a patient's id").map(query::patient).orElse(query);
		query = arguments.text("filters-organization", "an organization's id").map(query::organization).orElse(query);
		query = arguments.text("filters-field", "a field's name").map(query::field).orElse(query);
		return arguments.text("filters-request_id", "a request's id").map(query::requestId).orElse(query);
	}

	private ChangeQuery user(RequestParameters arguments, ChangeQuery query) {
		return arguments.text("filters-user", "a user's id")
			.map((user) -> EntryView.ofUser(query, user, this.application))
			.orElse(query);
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

}
