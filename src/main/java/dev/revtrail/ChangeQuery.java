package dev.revtrail;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What to find in the change log. Immutable: every method that takes a filter returns a
 * new query. All filters must hold; one that takes several values holds when one of them
 * does, and an empty set matches nothing.
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

	private @Nullable Long revision;

	private @Nullable String eventType;

	private @Nullable String field;

	private @Nullable Set<Long> ids;

	private @Nullable Set<Actor.Type> actorTypes;

	private @Nullable Cursor olderThan;

	private @Nullable Cursor newerThan;

	private boolean oldestFirst;

	private boolean withoutChanges;

	private boolean withWholeCollections;

	private boolean withLabels;

	private boolean withEmptyFields;

	private @Nullable Caller revealTo;

	private ChangeQuery(Scope scope) {
		this.scope = scope;
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
		this.revision = other.revision;
		this.eventType = other.eventType;
		this.field = other.field;
		this.ids = other.ids;
		this.actorTypes = other.actorTypes;
		this.olderThan = other.olderThan;
		this.newerThan = other.newerThan;
		this.oldestFirst = other.oldestFirst;
		this.withoutChanges = other.withoutChanges;
		this.withWholeCollections = other.withWholeCollections;
		this.withLabels = other.withLabels;
		this.withEmptyFields = other.withEmptyFields;
		this.revealTo = other.revealTo;
	}

	/**
	 * All entries in a scope, newest first.
	 * @param scope whose entries the reader may see
	 * @return the query
	 */
	public static ChangeQuery in(Scope scope) {
		return new ChangeQuery(scope);
	}

	/**
	 * Only entries recorded at or after an instant.
	 * @param instant the first instant that counts
	 * @return the narrowed query
	 */
	public ChangeQuery since(Instant instant) {
		ChangeQuery copy = copy();
		copy.since = instant;
		return copy;
	}

	/**
	 * Only entries recorded before an instant.
	 * @param instant the first instant that counts no more
	 * @return the narrowed query
	 */
	public ChangeQuery until(Instant instant) {
		ChangeQuery copy = copy();
		copy.until = instant;
		return copy;
	}

	/**
	 * Only entries of an actor.
	 * @param actorId the actor's id
	 * @return the narrowed query
	 */
	public ChangeQuery actor(String actorId) {
		ChangeQuery copy = copy();
		copy.actor = actorId;
		return copy;
	}

	/**
	 * Only entries of actors of the given kinds.
	 * @param types the kinds
	 * @return the narrowed query
	 */
	public ChangeQuery actorTypes(Actor.Type... types) {
		return actorTypes(new HashSet<>(Arrays.asList(types)));
	}

	/**
	 * Only entries of actors of the given kinds.
	 * @param types the kinds
	 * @return the narrowed query
	 */
	public ChangeQuery actorTypes(Set<Actor.Type> types) {
		ChangeQuery copy = copy();
		copy.actorTypes = Set.copyOf(types);
		return copy;
	}

	/**
	 * Only entries of records that belonged to a patient, and of the patient itself.
	 * @param patientId the patient's id
	 * @return the narrowed query
	 */
	public ChangeQuery patient(String patientId) {
		ChangeQuery copy = copy();
		copy.patient = patientId;
		return copy;
	}

	/**
	 * Only entries of records of the given types, those from before a type was renamed
	 * included.
	 * @param names the types' names in upper-snake form
	 * @return the narrowed query
	 */
	public ChangeQuery recordTypes(String... names) {
		return recordTypes(new HashSet<>(Arrays.asList(names)));
	}

	/**
	 * Only entries of records of the given types, those from before a type was renamed
	 * included.
	 * @param names the types' names in upper-snake form
	 * @return the narrowed query
	 */
	public ChangeQuery recordTypes(Set<String> names) {
		ChangeQuery copy = copy();
		copy.recordTypes = Set.copyOf(names);
		return copy;
	}

	/**
	 * Not the entries of records of the given types.
	 * @param types the types' names
	 * @return the narrowed query
	 */
	public ChangeQuery exceptRecordTypes(String... types) {
		return exceptRecordTypes(new HashSet<>(Arrays.asList(types)));
	}

	/**
	 * Not the entries of records of the given types.
	 * @param types the types' names
	 * @return the narrowed query
	 */
	public ChangeQuery exceptRecordTypes(Set<String> types) {
		ChangeQuery copy = copy();
		copy.exceptRecordTypes = Set.copyOf(types);
		return copy;
	}

	/**
	 * Only entries of records with the given ids, of whichever type.
	 * @param ids the records' ids in canonical text form
	 * @return the narrowed query
	 */
	public ChangeQuery recordIds(String... ids) {
		return recordIds(new HashSet<>(Arrays.asList(ids)));
	}

	/**
	 * Only entries of records with the given ids, of whichever type.
	 * @param ids the records' ids in canonical text form
	 * @return the narrowed query
	 */
	public ChangeQuery recordIds(Set<String> ids) {
		ChangeQuery copy = copy();
		copy.recordIds = Set.copyOf(ids);
		return copy;
	}

	/**
	 * Only entries of the given actions.
	 * @param actions the actions
	 * @return the narrowed query
	 */
	public ChangeQuery actions(Action... actions) {
		return actions(new HashSet<>(Arrays.asList(actions)));
	}

	/**
	 * Only entries of the given actions.
	 * @param actions the actions
	 * @return the narrowed query
	 */
	public ChangeQuery actions(Set<Action> actions) {
		ChangeQuery copy = copy();
		copy.actions = Set.copyOf(actions);
		return copy;
	}

	/**
	 * Only entries of what ended so.
	 * @param outcome how it ended
	 * @return the narrowed query
	 */
	public ChangeQuery outcome(Outcome outcome) {
		ChangeQuery copy = copy();
		copy.outcome = outcome;
		return copy;
	}

	/**
	 * Only entries of an organization and its subsidiaries, as far as the scope reaches.
	 * @param organizationId the organization's id
	 * @return the narrowed query
	 */
	public ChangeQuery organization(String organizationId) {
		ChangeQuery copy = copy();
		copy.organization = organizationId;
		return copy;
	}

	/**
	 * Only entries made for a brand.
	 * @param brand the brand of the actor's organization
	 * @return the narrowed query
	 */
	public ChangeQuery brand(String brand) {
		ChangeQuery copy = copy();
		copy.brand = brand;
		return copy;
	}

	/**
	 * Only entries that entered at a source.
	 * @param source the application's, job's or consumer's name
	 * @return the narrowed query
	 */
	public ChangeQuery source(String source) {
		ChangeQuery copy = copy();
		copy.source = source;
		return copy;
	}

	/**
	 * Only entries made in a request.
	 * @param requestId the request's id
	 * @return the narrowed query
	 */
	public ChangeQuery requestId(String requestId) {
		ChangeQuery copy = copy();
		copy.requestId = requestId;
		return copy;
	}

	/**
	 * Only entries of one revision.
	 * @param number the revision's number
	 * @return the narrowed query
	 */
	public ChangeQuery revision(long number) {
		ChangeQuery copy = copy();
		copy.revision = number;
		return copy;
	}

	/**
	 * Only entries whose {@link ChangeEntry#eventType() event type} is the given one, or
	 * begins with it.
	 * @param pattern the event type, or its beginning with a star after it
	 * ({@code clinic.appointment.*})
	 * @return the narrowed query
	 */
	public ChangeQuery eventType(String pattern) {
		ChangeQuery copy = copy();
		copy.eventType = pattern;
		return copy;
	}

	/**
	 * Only entries in which a field changed.
	 * @param field the field's name
	 * @return the narrowed query
	 */
	public ChangeQuery field(String field) {
		ChangeQuery copy = copy();
		copy.field = field;
		return copy;
	}

	/**
	 * Only entries with the given ids.
	 * @param ids the entries' ids
	 * @return the narrowed query
	 */
	public ChangeQuery ids(Long... ids) {
		return ids(new HashSet<>(Arrays.asList(ids)));
	}

	/**
	 * Only entries with the given ids.
	 * @param ids the entries' ids
	 * @return the narrowed query
	 */
	public ChangeQuery ids(Set<Long> ids) {
		ChangeQuery copy = copy();
		copy.ids = Set.copyOf(ids);
		return copy;
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
	 * Keeps only the entries that are newer than the one at a place, in any order of the
	 * query.
	 * @param place the place, whose own entry does not count
	 * @return the narrowed query
	 */
	public ChangeQuery newerThan(Cursor place) {
		ChangeQuery copy = copy();
		copy.newerThan = place;
		return copy;
	}

	/**
	 * Only the history of one record.
	 * @param record the record
	 * @return the narrowed query
	 */
	public ChangeQuery record(RecordRef record) {
		return recordTypes(record.type()).recordIds(record.id());
	}

	/**
	 * Oldest entries first.
	 * @return the query in that order
	 */
	public ChangeQuery oldestFirst() {
		ChangeQuery copy = copy();
		copy.oldestFirst = true;
		return copy;
	}

	/**
	 * Newest entries first, as it is by default.
	 * @return the query in that order
	 */
	public ChangeQuery newestFirst() {
		ChangeQuery copy = copy();
		copy.oldestFirst = false;
		return copy;
	}

	/**
	 * Entries without their changed fields, which saves reading them.
	 * @return the query for entries whose changes are empty
	 */
	public ChangeQuery withoutChanges() {
		ChangeQuery copy = copy();
		copy.withoutChanges = true;
		return copy;
	}

	/**
	 * Entries with the values of those {@link Masked} fields that the caller has the
	 * authority to have revealed. Each record of which the answer reveals something gets
	 * an entry that says so, {@link Action#REVEAL}, before the answer is given.
	 * @param caller who wants to see them
	 * @return the query for entries that hide less
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
	 * Deletions with every field of the record, those that held nothing too.
	 * @return the query for whole deletions
	 */
	public ChangeQuery withEmptyFields() {
		ChangeQuery copy = copy();
		copy.withEmptyFields = true;
		return copy;
	}

	/**
	 * Entries with {@link Labels}: what people called the record, its patient and the
	 * records that changed fields refer to, as at the entry's revision. That takes two
	 * more statements on the index, and one for each type of such records.
	 * @return the query for entries with labels
	 */
	public ChangeQuery withLabels() {
		ChangeQuery copy = copy();
		copy.withLabels = true;
		return copy;
	}

	/**
	 * Returns the filters.
	 * @return what entries must be like
	 */
	public ChangeCriteria criteria() {
		return new ChangeCriteria(this.scope, Optional.ofNullable(this.since), Optional.ofNullable(this.until),
				Optional.ofNullable(this.actor), Optional.ofNullable(this.patient),
				Optional.ofNullable(this.recordTypes), this.exceptRecordTypes, Optional.ofNullable(this.recordIds),
				Optional.ofNullable(this.actions), Optional.ofNullable(this.outcome),
				Optional.ofNullable(this.organization), Optional.ofNullable(this.brand),
				Optional.ofNullable(this.source), Optional.ofNullable(this.requestId),
				Optional.ofNullable(this.revision), Optional.ofNullable(this.eventType),
				Optional.ofNullable(this.field), Optional.ofNullable(this.ids), Optional.ofNullable(this.actorTypes),
				Optional.ofNullable(this.olderThan), Optional.ofNullable(this.newerThan));
	}

	/**
	 * Returns how much of the entries is wanted.
	 * @return the details
	 */
	public ChangeDetails details() {
		return new ChangeDetails(!this.withoutChanges, this.withWholeCollections, this.withEmptyFields, this.withLabels,
				Optional.ofNullable(this.revealTo));
	}

	/**
	 * Returns the order of time.
	 * @return whether the oldest entries come first
	 */
	public boolean isOldestFirst() {
		return this.oldestFirst;
	}

	private ChangeQuery copy() {
		return new ChangeQuery(this);
	}

}
