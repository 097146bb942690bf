package dev.revtrail.page;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Cursor;
import dev.revtrail.EntrySubjects;
import dev.revtrail.EventTypes;
import dev.revtrail.Outcome;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordType;
import dev.revtrail.RecordTypes;
import dev.revtrail.Scope;
import dev.revtrail.TextSearch;
import dev.revtrail.web.export.ExportFormat;
import dev.revtrail.web.export.ExportRequest;
import dev.revtrail.web.report.AccessReport;
import dev.revtrail.web.request.Refusal;
import dev.revtrail.web.request.RequestParameters;
import dev.revtrail.web.request.TimeParameter;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of the page's requests. The filters of all its requests are the
 * same, so that the table, the picture and the export show the same entries.
 */
class PageArguments {

	/** The kinds of actors, as entries show them. */
	private static final List<String> KINDS = Arrays.stream(Actor.Type.values()).map(PageView::kind).toList();

	/** Of all filters together. */
	private static final int MOST_VALUES = 100;

	/** Of a filter each of whose values is looked up. */
	private static final int MOST_LOOKED_UP = 10;

	private final RequestParameters arguments;

	private final RecordTypes types;

	private final Set<String> actions;

	private final ChangeLog log;

	PageArguments(Map<String, String[]> given, Set<String> others, RecordTypes types, EventTypes events,
			ChangeLog log) {
		Set<String> known = new TreeSet<>(PageFilters.NAMES);
		known.addAll(others);
		this.arguments = new RequestParameters(given, known);
		this.types = new EntrySubjects(types);
		this.actions = EntrySubjects.actions(events);
		this.log = log;
	}

	/**
	 * Returns the query for the entries that match the filters, newest first. A filter
	 * with several values matches if one of them does.
	 */
	ChangeQuery query(Scope scope) {
		this.arguments.limit(PageFilters.NAMES, MOST_VALUES);
		Set<String> wanted = types("type");
		ChangeQuery query = (wanted.isEmpty() && accesses().isPresent()) ? ChangeQuery.in(scope)
				: ofTypes(scope, wanted);
		query = accesses().filter("only"::equals).isPresent() ? AccessReport.accesses(query) : query;
		query = except(query, nonEmpty(types(PageFilters.NOT + "type")), ChangeQuery::recordTypes);
		query = sets(query, "action", this::actions, ChangeQuery::actions);
		query = sets(query, "kind", this::kinds, ChangeQuery::actorTypes);
		query = texts(query, "user", "a user's id", MOST_VALUES, ChangeQuery::actor);
		query = any(query, fields("field", scope, wanted), ChangeQuery::field);
		query = except(query, fields(PageFilters.NOT + "field", scope, wanted), ChangeQuery::field);
		query = texts(query, "patient", "a patient's id", MOST_LOOKED_UP, ChangeQuery::patient);
		query = texts(query, "organization", "an organization's id", MOST_LOOKED_UP, ChangeQuery::organization);
		query = texts(query, "source", "the name of a source", MOST_VALUES, ChangeQuery::source);
		query = texts(query, "ip", "a network address", MOST_VALUES, ChangeQuery::ipAddress);
		query = texts(query, "request", "a request's id", MOST_LOOKED_UP, ChangeQuery::requestId);
		query = this.arguments.texts("id", MOST_VALUES, "a record's id").map(query::recordIds).orElse(query);
		query = outcome().map(query::outcome).orElse(query);
		this.arguments.range("from", "to", TimeParameter::isAfterAll);
		query = this.arguments.moment("from").map(TimeParameter::firstNotBefore).map(query::since).orElse(query);
		return this.arguments.moment("to").map(TimeParameter::firstAfterAll).map(query::until).orElse(query);
	}

	private ChangeQuery texts(ChangeQuery query, String name, String takes, int most,
			BiFunction<ChangeQuery, String, ChangeQuery> filter) {
		Set<String> wanted = this.arguments.texts(name, most, takes).orElse(Set.of());
		Set<String> excluded = this.arguments.texts(PageFilters.NOT + name, most, takes).orElse(Set.of());
		return except(any(query, wanted, filter), excluded, filter);
	}

	/** Filters by several values at once. */
	private static <T> ChangeQuery sets(ChangeQuery query, String name, Function<String, Set<T>> read,
			BiFunction<ChangeQuery, Set<T>, ChangeQuery> filter) {
		return except(any(query, nonEmpty(read.apply(name)), filter), nonEmpty(read.apply(PageFilters.NOT + name)),
				filter);
	}

	private static <T> Set<Set<T>> nonEmpty(Set<T> values) {
		return values.isEmpty() ? Set.of() : Set.of(values);
	}

	private static <T> ChangeQuery any(ChangeQuery query, Set<T> values,
			BiFunction<ChangeQuery, T, ChangeQuery> filter) {
		if (values.size() < 2) {
			return values.stream().findFirst().map((value) -> filter.apply(query, value)).orElse(query);
		}
		return query.anyOf(
				values.stream().<UnaryOperator<ChangeQuery>>map((value) -> (one) -> filter.apply(one, value)).toList());
	}

	private static <T> ChangeQuery except(ChangeQuery query, Set<T> values,
			BiFunction<ChangeQuery, T, ChangeQuery> filter) {
		ChangeQuery rest = query;
		for (T value : values) {
			rest = rest.except((excluded) -> filter.apply(excluded, value));
		}
		return rest;
	}

	/** Returns a scope, or what is in it of the patient that a filter names. */
	Scope narrowed(Scope scope) {
		return this.arguments.text("patient", "a patient's id").map(scope::ofPatient).orElse(scope);
	}

	/** The same of entries. */
	ChangeQuery narrowed(ChangeQuery query) {
		return this.arguments.text("patient", "a patient's id").map(query::patient).orElse(query);
	}

	/** The entries by the user that a filter names. */
	Optional<ChangeQuery> byUser(Scope scope) {
		return this.arguments.text("user", "a user's id").map(ofTypes(scope, Set.of())::actor);
	}

	/** The entries of the patient that a filter names. */
	Optional<ChangeQuery> ofPatient(Scope scope) {
		return this.arguments.text("patient", "a patient's id").map(ofTypes(scope, Set.of())::patient);
	}

	/** The entries of the record that filters name, which takes one type. */
	Optional<ChangeQuery> ofRecord(Scope scope) {
		Set<String> wanted = types("type");
		return this.arguments.text("id", "a record's id")
			.filter((id) -> wanted.size() == 1)
			.map(Set::of)
			.map(ofTypes(scope, wanted)::recordIds);
	}

	/** Reads of the log are shown where they are asked for alone. */
	private static ChangeQuery ofTypes(Scope scope, Set<String> wanted) {
		ChangeQuery query = ChangeQuery.in(scope);
		return wanted.isEmpty() ? query.exceptRecordTypes(RecordRef.CHANGE_LOG) : query.recordTypes(wanted);
	}

	private Set<String> types(String filter) {
		Set<String> found = new LinkedHashSet<>();
		for (String name : values(filter, "a record type")) {
			this.arguments.recordType(filter, name, this.types, RecordType::name).ifPresent(found::add);
		}
		return found;
	}

	/**
	 * Changed fields, each by its name or its label in any case. One that neither records
	 * nor entries have is an error: no entry would read as no change.
	 */
	private Set<String> fields(String filter, Scope scope, Set<String> wanted) {
		Set<String> texts = this.arguments.texts(filter, MOST_LOOKED_UP, "a field's name").orElse(Set.of());
		if (texts.isEmpty()) {
			return texts;
		}
		SortedSet<String> known = new TreeSet<>();
		(wanted.isEmpty() ? this.types.all().stream().map(RecordType::name) : wanted.stream())
			.forEach((type) -> known.addAll(this.types.fields(type)));
		Set<String> fields = new LinkedHashSet<>();
		texts.forEach((text) -> field(filter, text, known, scope, wanted).ifPresent(fields::add));
		return fields;
	}

	private Optional<String> field(String filter, String text, SortedSet<String> known, Scope scope,
			Set<String> wanted) {
		if (known.contains(text) || known.isEmpty()) {
			return Optional.of(text);
		}
		List<String> found = known.stream().filter((name) -> Letters.of(name).equals(Letters.of(text))).toList();
		if (found.isEmpty() && text.indexOf(',') < 0 && isRecorded(text, scope, wanted)) {
			return Optional.of(text);
		}
		if (found.size() != 1) {
			this.arguments.reject(filter,
					found.isEmpty()
							? "No record" + (wanted.isEmpty() ? "" : " of these types") + " has a field '" + text
									+ "'. " + filter + " takes a field's name or label, such as " + example(known) + "."
							: filter + " takes one of " + String.join(", ", found) + ".");
			return Optional.empty();
		}
		return Optional.of(found.get(0));
	}

	/** Whether entries have a field, which records may have no more. */
	private boolean isRecorded(String field, Scope scope, Set<String> wanted) {
		ChangeQuery all = ChangeQuery.in(scope).field(field);
		return this.log.count(wanted.isEmpty() ? all : all.recordTypes(wanted)) > 0;
	}

	private static String example(SortedSet<String> names) {
		return names.stream().limit(3).collect(Collectors.joining(", "));
	}

	private Set<Action> actions(String filter) {
		Set<Action> found = new LinkedHashSet<>();
		for (String name : values(filter, "an action")) {
			if (this.actions.contains(name)) {
				found.add(new Action(name));
			}
			else {
				this.arguments.reject(filter, filter + " takes " + String.join(", ", this.actions) + ".");
			}
		}
		return found;
	}

	private Set<Actor.Type> kinds(String filter) {
		Set<Actor.Type> found = new LinkedHashSet<>();
		for (String kind : values(filter, "a kind of user")) {
			if (KINDS.contains(kind)) {
				found.add(Actor.Type.values()[KINDS.indexOf(kind)]);
			}
			else {
				this.arguments.reject(filter, filter + " takes " + RequestParameters.oneOf(KINDS) + ".");
			}
		}
		return found;
	}

	private List<String> values(String name, String takes) {
		List<String> values = this.arguments.list(name, takes);
		if (values.size() > MOST_VALUES) {
			this.arguments.reject(name, name + " takes at most " + MOST_VALUES + " values.");
			return List.of();
		}
		return values;
	}

	/** Whether accesses are wanted alone, or all with those to the log itself, too. */
	private Optional<String> accesses() {
		return this.arguments.word("accesses", List.of("only", "too"));
	}

	private Optional<Outcome> outcome() {
		return this.arguments.word("outcome", List.of("success", "failure"))
			.map((text) -> text.equals("success") ? Outcome.SUCCESS : Outcome.FAILURE);
	}

	/** Returns the required record. */
	RecordRef record() {
		Set<String> types = types("type");
		if (types.size() != 1) {
			this.arguments.reject("type", "type takes one record type, and must be given.");
		}
		String id = this.arguments.text("id", "a record's id").orElse("");
		if (id.isEmpty()) {
			this.arguments.reject("id", "id takes a record's id, and must be given.");
		}
		return new RecordRef(types.stream().findFirst().orElse(RecordRef.APPLICATION), id);
	}

	/**
	 * The types of records to search: those given, or all; of patients where asked for.
	 */
	Set<String> recordTypes() {
		Set<String> wanted = types("type");
		if (wanted.isEmpty()) {
			this.types.all().forEach((type) -> wanted.add(type.name()));
		}
		if (this.arguments.flag("patients")) {
			wanted.retainAll(this.types.patientTypes());
		}
		return wanted;
	}

	/** Returns the required number of a revision. */
	long revision(String name) {
		String takes = "a revision's number";
		if (!this.arguments.has(name)) {
			this.arguments.reject(name, name + " takes " + takes + ", and must be given.");
		}
		return this.arguments.number(name, takes, 0, Long.MAX_VALUE).map(Number::longValue).orElse(0L);
	}

	/** Returns the viewer's time zone; UTC by default. */
	ZoneId zone() {
		return this.arguments.zone("zone");
	}

	/** Returns whether hours are to be counted, and not days. */
	boolean byHour() {
		return this.arguments.word("by", List.of("day", "hour")).filter("hour"::equals).isPresent();
	}

	/** Returns a place in the list; null if none is given. */
	@Nullable Cursor place(String name) {
		return this.arguments.cursor(name);
	}

	/** Returns whether the last page is requested. */
	boolean end() {
		return this.arguments.word("at", List.of("end")).isPresent();
	}

	/** Returns the required format of an export. */
	ExportFormat format(ExportFormat... formats) {
		return ExportRequest.format(this.arguments, formats);
	}

	/** Returns the required text to search by. */
	String text(String name) {
		String takes = "1 to " + TextSearch.MAX_LENGTH + " characters";
		String text = this.arguments.text(name, takes).orElse("");
		if (text.isBlank() || text.length() > TextSearch.MAX_LENGTH) {
			this.arguments.reject(name, name + " takes " + takes + ", and must be given.");
		}
		return text;
	}

	void excludes(String one, String other) {
		if (this.arguments.has(one) && this.arguments.has(other)) {
			this.arguments.reject(one, one + " and " + other + " exclude each other.");
			this.arguments.reject(other, one + " and " + other + " exclude each other.");
		}
	}

	/**
	 * Ends the reading of parameters.
	 * @throws Refusal when anything is wrong with any of them
	 */
	void refuseErrors() {
		this.arguments.refuseErrors();
	}

}
