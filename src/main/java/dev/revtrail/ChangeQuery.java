package dev.revtrail;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A query for entries of the change log. Immutable: every method that takes a filter
 * returns a new query. An entry must match all filters; a filter with several values
 * matches if one of them does, and an empty set matches nothing.
 *
 * <pre>{@code
 * ChangeQuery.in(Scope.organization("acme")).recordTypes("APPOINTMENT").patient("42").oldestFirst()
 * }</pre>
 */
public final class ChangeQuery {

	private final Scope scope;

	private @Nullable Instant since;

	private @Nullable Instant until;

	private @Nullable String actor;

	private @Nullable String patient;

	private @Nullable Set<String> recordTypes;

	private Set<String> exceptRecordTypes = Set.of();

	private @Nullable Set<String> recordIds;

	private @Nullable Set<Action> actions;

	private @Nullable Outcome outcome;

	private @Nullable String organization;

	private @Nullable String brand;

	private @Nullable String source;

	private @Nullable String requestId;

	private @Nullable String ipAddress;

	private @Nullable Long revision;

	private @Nullable String eventType;

	private @Nullable String field;

	private @Nullable Set<Long> ids;

	private @Nullable Set<Actor.Type> actorTypes;

	private List<ChangeCriteria> exceptions = List.of();

	private List<List<ChangeCriteria>> alternatives = List.of();

	private @Nullable Cursor olderThan;

	private @Nullable Cursor newerThan;

	private boolean oldestFirst;

	/** Whether unsettled entries are left out; null where it was not asked. */
	private @Nullable Boolean settledOnly;

	private boolean withoutChanges;

	private boolean withWholeCollections;

	private boolean withLabels;

	private boolean withEmptyFields;

	private @Nullable Caller revealTo;

	private ChangeQuery(Scope scope) {
		this.scope = scope;
		this.patient = scope.patientId().orElse(null);
	}

	private ChangeQuery(ChangeQuery other) {
		this.scope = other.scope;
		this.since = other.since;
		this.until = other.until;
		this.actor = other.actor;
		this.patient = other.patient;
		this.recordTypes = other.recordTypes;
		this.exceptRecordTypes = other.exceptRecordTypes;
		this.recordIds = other.recordIds;
		this.actions = other.actions;
		this.outcome = other.outcome;
		this.organization = other.organization;
		this.brand = other.brand;
		this.source = other.source;
		this.requestId = other.requestId;
		this.ipAddress = other.ipAddress;
		this.revision = other.revision;
		this.eventType = other.eventType;
		this.field = other.field;
		this.ids = other.ids;
		this.actorTypes = other.actorTypes;
		this.exceptions = other.exceptions;
		this.alternatives = other.alternatives;
		this.olderThan = other.olderThan;
		this.newerThan = other.newerThan;
		this.oldestFirst = other.oldestFirst;
		this.settledOnly = other.settledOnly;
		this.withoutChanges = other.withoutChanges;
		this.withWholeCollections = other.withWholeCollections;
		this.withLabels = other.withLabels;
		this.withEmptyFields = other.withEmptyFields;
		this.revealTo = other.revealTo;
	}

	/**
	 * Creates a query for all entries in a scope, newest first.
	 * @param scope whose entries the reader may see
	 * @return the query
	 */
	public static ChangeQuery in(Scope scope) {
		return new ChangeQuery(scope);
	}

	/**
	 * Keeps only entries recorded at or after an instant.
	 * @param instant the first instant that counts
	 * @return the narrowed query
	 */
	public ChangeQuery since(Instant instant) {
		ChangeQuery copy = copy();
		copy.since = instant;
		return copy;
	}

	/**
	 * Keeps only entries recorded before an instant.
	 * @param instant the first instant that counts no more
	 * @return the narrowed query
	 */
	public ChangeQuery until(Instant instant) {
		ChangeQuery copy = copy();
		copy.until = instant;
		return copy;
	}

	/**
	 * Keeps only entries of an actor.
	 * @param actorId the actor's id
	 * @return the narrowed query
	 */
	public ChangeQuery actor(String actorId) {
		ChangeQuery copy = copy();
		copy.actor = actorId;
		return copy;
	}

	/**
	 * Keeps only entries of actors of the given kinds.
	 * @param types the kinds
	 * @return the narrowed query
	 */
	public ChangeQuery actorTypes(Actor.Type... types) {
		return actorTypes(Set.copyOf(Arrays.asList(types)));
	}

	/**
	 * Keeps only entries of actors of the given kinds.
	 * @param types the kinds
	 * @return the narrowed query
	 */
	public ChangeQuery actorTypes(Set<Actor.Type> types) {
		ChangeQuery copy = copy();
		copy.actorTypes = Set.copyOf(types);
		return copy;
	}

	/**
	 * Keeps only entries of records that belonged to a patient, and of the patient
	 * itself.
	 * @param patientId the patient's id
	 * @return the narrowed query
	 */
	public ChangeQuery patient(String patientId) {
		ChangeQuery copy = copy();
		copy.patient = patientId;
		return copy;
	}

	/**
	 * Keeps only entries of records of the given types, including those from before a
	 * type was renamed.
	 * @param names the types' names in upper-snake form
	 * @return the narrowed query
	 */
	public ChangeQuery recordTypes(String... names) {
		return recordTypes(Set.copyOf(Arrays.asList(names)));
	}

	/**
	 * Keeps only entries of records of the given types, including those from before a
	 * type was renamed.
	 * @param names the types' names in upper-snake form
	 * @return the narrowed query
	 */
	public ChangeQuery recordTypes(Set<String> names) {
		ChangeQuery copy = copy();
		copy.recordTypes = Set.copyOf(names);
		return copy;
	}

	/**
	 * Excludes the entries of records of the given types.
	 * @param types the types' names
	 * @return the narrowed query
	 */
	public ChangeQuery exceptRecordTypes(String... types) {
		return exceptRecordTypes(Set.copyOf(Arrays.asList(types)));
	}

	/**
	 * Excludes the entries of records of the given types.
	 * @param types the types' names
	 * @return the narrowed query
	 */
	public ChangeQuery exceptRecordTypes(Set<String> types) {
		ChangeQuery copy = copy();
		copy.exceptRecordTypes = Set.copyOf(types);
		return copy;
	}

	/**
	 * Keeps only entries of records with the given ids, of any type.
	 * @param ids the records' ids in canonical text form
	 * @return the narrowed query
	 */
	public ChangeQuery recordIds(String... ids) {
		return recordIds(Set.copyOf(Arrays.asList(ids)));
	}

	/**
	 * Keeps only entries of records with the given ids, of any type.
	 * @param ids the records' ids in canonical text form
	 * @return the narrowed query
	 */
	public ChangeQuery recordIds(Set<String> ids) {
		ChangeQuery copy = copy();
		copy.recordIds = Set.copyOf(ids);
		return copy;
	}

	/**
	 * Keeps only entries of the given actions.
	 * @param actions the actions
	 * @return the narrowed query
	 */
	public ChangeQuery actions(Action... actions) {
		return actions(Set.copyOf(Arrays.asList(actions)));
	}

	/**
	 * Keeps only entries of the given actions.
	 * @param actions the actions
	 * @return the narrowed query
	 */
	public ChangeQuery actions(Set<Action> actions) {
		ChangeQuery copy = copy();
		copy.actions = Set.copyOf(actions);
		return copy;
	}

	/**
	 * Keeps only entries with an outcome.
	 * @param outcome the outcome
	 * @return the narrowed query
	 */
	public ChangeQuery outcome(Outcome outcome) {
		ChangeQuery copy = copy();
		copy.outcome = outcome;
		return copy;
	}

	/**
	 * Keeps only entries of an organization and its subsidiaries, within the scope.
	 * @param organizationId the organization's id
	 * @return the narrowed query
	 */
	public ChangeQuery organization(String organizationId) {
		ChangeQuery copy = copy();
		copy.organization = organizationId;
		return copy;
	}

	/**
	 * Keeps only entries made for a brand.
	 * @param brand the brand of the actor's organization
	 * @return the narrowed query
	 */
	public ChangeQuery brand(String brand) {
		ChangeQuery copy = copy();
		copy.brand = brand;
		return copy;
	}

	/**
	 * Keeps only entries from a source.
	 * @param source the application's, job's or consumer's name
	 * @return the narrowed query
	 */
	public ChangeQuery source(String source) {
		ChangeQuery copy = copy();
		copy.source = source;
		return copy;
	}

	/**
	 * Keeps only entries made in a request.
	 * @param requestId the request's id
	 * @return the narrowed query
	 */
	public ChangeQuery requestId(String requestId) {
		ChangeQuery copy = copy();
		copy.requestId = requestId;
		return copy;
	}

	/**
	 * Keeps only entries made in requests from a network address.
	 * @param ipAddress the address, as entries have it
	 * @return the narrowed query
	 */
	public ChangeQuery ipAddress(String ipAddress) {
		ChangeQuery copy = copy();
		copy.ipAddress = ipAddress;
		return copy;
	}

	/**
	 * Keeps only entries of one revision.
	 * @param number the revision's number
	 * @return the narrowed query
	 */
	public ChangeQuery revision(long number) {
		ChangeQuery copy = copy();
		copy.revision = number;
		return copy;
	}

	/**
	 * Keeps only entries whose {@link ChangeEntry#eventType() event type} equals the
	 * given one or begins with it.
	 * @param pattern the event type, or its beginning followed by an asterisk
	 * ({@code clinic.appointment.*})
	 * @return the narrowed query
	 */
	public ChangeQuery eventType(String pattern) {
		ChangeQuery copy = copy();
		copy.eventType = pattern;
		return copy;
	}

	/**
	 * Keeps only entries in which a field changed.
	 * @param field the field's name
	 * @return the narrowed query
	 */
	public ChangeQuery field(String field) {
		ChangeQuery copy = copy();
		copy.field = field;
		return copy;
	}

	/**
	 * Keeps only entries with the given ids.
	 * @param ids the entries' ids
	 * @return the narrowed query
	 */
	public ChangeQuery ids(Long... ids) {
		return ids(Set.copyOf(Arrays.asList(ids)));
	}

	/**
	 * Keeps only entries with the given ids.
	 * @param ids the entries' ids
	 * @return the narrowed query
	 */
	public ChangeQuery ids(Set<Long> ids) {
		ChangeQuery copy = copy();
		copy.ids = Set.copyOf(ids);
		return copy;
	}

	/**
	 * Excludes the entries that match all of some filters. Each call excludes more.
	 *
	 * <pre>{@code
	 * query.except((entries) -> entries.actorTypes(Actor.Type.SYSTEM).actions(Action.VIEW))
	 * }</pre>
	 * @param filters sets the filters of the entries to exclude, at least one
	 * @return the narrowed query
	 * @throws IllegalArgumentException if no filter is set, or one that is not a property
	 * of the entry itself: a place in the log, exceptions or alternatives
	 */
	public ChangeQuery except(UnaryOperator<ChangeQuery> filters) {
		ChangeQuery copy = copy();
		copy.exceptions = Stream.concat(this.exceptions.stream(), Stream.of(ofEntries(filters))).toList();
		return copy;
	}

	/**
	 * Keeps only the entries that match at least one of several alternatives. Each call
	 * narrows the query further.
	 *
	 * <pre>{@code
	 * query.anyOf(List.of((entries) -> entries.actor("4"), (entries) -> entries.source("import")))
	 * }</pre>
	 * @param alternatives each sets the filters of one alternative, at least one
	 * @return the narrowed query; without alternatives it matches nothing
	 * @throws IllegalArgumentException if an alternative sets no filter, or one that is
	 * not a property of the entry itself: a place in the log, exceptions or alternatives
	 */
	public ChangeQuery anyOf(List<UnaryOperator<ChangeQuery>> alternatives) {
		ChangeQuery copy = copy();
		copy.alternatives = Stream
			.concat(this.alternatives.stream(), Stream.of(alternatives.stream().map(ChangeQuery::ofEntries).toList()))
			.toList();
		return copy;
	}

	private static ChangeCriteria ofEntries(UnaryOperator<ChangeQuery> filters) {
		ChangeQuery none = in(Scope.everything());
		ChangeCriteria criteria = filters.apply(none).criteria();
		if (criteria.olderThan().isPresent() || criteria.newerThan().isPresent() || !criteria.exceptions().isEmpty()
				|| !criteria.alternatives().isEmpty()) {
			throw new IllegalArgumentException(
					"Places in the log, exceptions and alternatives are no part of other exceptions and alternatives.");
		}
		if (criteria.equals(none.criteria())) {
			throw new IllegalArgumentException("An exception or an alternative takes at least one filter.");
		}
		return criteria;
	}

	/**
	 * Keeps only the entries that are older than the one at a place, in any order of the
	 * query.
	 * @param place the place, whose own entry does not count
	 * @return the narrowed query
	 */
	public ChangeQuery olderThan(Cursor place) {
		ChangeQuery copy = copy();
		copy.olderThan = place;
		return copy;
	}

	/**
	 * Keeps only the settled entries that are newer than the one at a place, in any order
	 * of the query.
	 * @param place the place, whose own entry does not count
	 * @return the narrowed query
	 * @see #settledOnly()
	 */
	public ChangeQuery newerThan(Cursor place) {
		ChangeQuery copy = copy();
		copy.newerThan = place;
		return copy;
	}

	/**
	 * Keeps only entries before which no other entry can appear any more. Revisions are
	 * numbered before they are committed, so one with a lower number can appear when a
	 * higher one has been read; the entries after it are unsettled until it is known to
	 * be committed or rolled back, usually for less than a second. A reader that
	 * remembers a place and later asks for newer entries misses none if all that came
	 * before were settled. {@link ChangeLog#slice Slices} of queries with the oldest
	 * entries first are settled by default, and so is what is {@link #newerThan newer
	 * than a place}.
	 * @return the narrowed query
	 */
	public ChangeQuery settledOnly() {
		ChangeQuery copy = copy();
		copy.settledOnly = true;
		return copy;
	}

	/**
	 * Includes entries that are not settled in slices with the oldest entries first, and
	 * among those that are {@link #newerThan newer than a place}: for readers who read to
	 * the end once and do not come back for newer entries.
	 * @return the query for all entries
	 * @see #settledOnly()
	 */
	public ChangeQuery withUnsettled() {
		ChangeQuery copy = copy();
		copy.settledOnly = false;
		return copy;
	}

	/**
	 * Keeps only the entries of one record.
	 * @param record the record
	 * @return the narrowed query
	 */
	public ChangeQuery record(RecordRef record) {
		return recordTypes(record.type()).recordIds(record.id());
	}

	/**
	 * Sorts the oldest entries first.
	 * @return the query in that order
	 */
	public ChangeQuery oldestFirst() {
		ChangeQuery copy = copy();
		copy.oldestFirst = true;
		return copy;
	}

	/**
	 * Sorts the newest entries first, which is the default.
	 * @return the query in that order
	 */
	public ChangeQuery newestFirst() {
		ChangeQuery copy = copy();
		copy.oldestFirst = false;
		return copy;
	}

	/**
	 * Omits the changed fields of entries, which saves reading them.
	 * @return the query for entries whose changes are empty
	 */
	public ChangeQuery withoutChanges() {
		ChangeQuery copy = copy();
		copy.withoutChanges = true;
		return copy;
	}

	/**
	 * Includes the values of those {@link Masked} fields that the caller has the
	 * authority to see. Each record with revealed values gets an entry,
	 * {@link Action#REVEAL}, before the result is returned.
	 * @param caller the caller who sees the values
	 * @return the query for entries with revealed values
	 */
	public ChangeQuery revealedTo(Caller caller) {
		ChangeQuery copy = copy();
		copy.revealTo = caller;
		return copy;
	}

	/**
	 * Adds to changed collections their whole content before and after the change. That
	 * takes one more statement for each collection on a page, and one for each record
	 * type that has some.
	 * @return the query for whole collections
	 */
	public ChangeQuery withWholeCollections() {
		ChangeQuery copy = copy();
		copy.withWholeCollections = true;
		return copy;
	}

	/**
	 * Lists every field of a deleted record, including those without a value.
	 * @return the query for whole deletions
	 */
	public ChangeQuery withEmptyFields() {
		ChangeQuery copy = copy();
		copy.withEmptyFields = true;
		return copy;
	}

	/**
	 * Adds {@link Labels} to entries: those of the record, its patient and the records
	 * that changed fields refer to, as of the entry's revision. That takes two more
	 * statements on the index, and one for each type of such records.
	 * @return the query for entries with labels
	 */
	public ChangeQuery withLabels() {
		ChangeQuery copy = copy();
		copy.withLabels = true;
		return copy;
	}

	/**
	 * Returns the filters.
	 * @return the filters
	 */
	public ChangeCriteria criteria() {
		return new ChangeCriteria(this.scope, Optional.ofNullable(this.since), Optional.ofNullable(this.until),
				Optional.ofNullable(this.actor), Optional.ofNullable(this.patient),
				Optional.ofNullable(this.recordTypes), this.exceptRecordTypes, Optional.ofNullable(this.recordIds),
				Optional.ofNullable(this.actions), Optional.ofNullable(this.outcome),
				Optional.ofNullable(this.organization), Optional.ofNullable(this.brand),
				Optional.ofNullable(this.source), Optional.ofNullable(this.requestId),
				Optional.ofNullable(this.ipAddress), Optional.ofNullable(this.revision),
				Optional.ofNullable(this.eventType), Optional.ofNullable(this.field), Optional.ofNullable(this.ids),
				Optional.ofNullable(this.actorTypes), this.exceptions, this.alternatives,
				Optional.ofNullable(this.olderThan), Optional.ofNullable(this.newerThan));
	}

	/**
	 * Returns the parts of entries that the query asks for.
	 * @return the details
	 */
	public ChangeDetails details() {
		return new ChangeDetails(!this.withoutChanges, this.withWholeCollections, this.withEmptyFields, this.withLabels,
				Optional.ofNullable(this.revealTo));
	}

	/**
	 * Returns whether the oldest entries come first.
	 * @return whether the order is ascending
	 */
	public boolean isOldestFirst() {
		return this.oldestFirst;
	}

	/**
	 * Returns whether every result has settled entries only.
	 * @return what was asked for; by default whether there is a place to be newer than
	 */
	public boolean isSettledOnly() {
		return (this.settledOnly != null) ? this.settledOnly : this.newerThan != null;
	}

	/**
	 * Returns whether slices have settled entries only.
	 * @return whether it was asked for or is the default of the order
	 */
	public boolean isSliceSettledOnly() {
		return (this.settledOnly != null) ? this.settledOnly : this.oldestFirst || this.newerThan != null;
	}

	private ChangeQuery copy() {
		return new ChangeQuery(this);
	}

}
