package dev.revtrail.envers.index;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.querydsl.core.BooleanBuilder;
import com.querydsl.core.types.ExpressionUtils;
import com.querydsl.core.types.Order;
import com.querydsl.core.types.OrderSpecifier;
import com.querydsl.core.types.Path;
import com.querydsl.core.types.Predicate;
import com.querydsl.core.types.dsl.BooleanExpression;
import com.querydsl.core.types.dsl.CaseBuilder;
import com.querydsl.core.types.dsl.NumberPath;
import com.querydsl.core.types.dsl.StringPath;
import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeCriteria;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Cursor;
import dev.revtrail.OrganizationTree;
import dev.revtrail.Scope;
import dev.revtrail.envers.QRevtrailRevision;
import dev.revtrail.envers.model.FormerNames;
import org.jspecify.annotations.Nullable;

/**
 * Turns a query into a condition on the entry index.
 */
public final class EntryFilter {

	/** What every database can compare with; nothing was recorded outside of it. */
	private static final Instant EARLIEST = Instant.parse("1000-01-02T00:00:00Z");

	private static final Instant LATEST = Instant.parse("9999-12-30T00:00:00Z");

	private final QRevtrailRevision revision;

	private final OrganizationTree organizations;

	private final FormerNames formerNames;

	private final Function<Predicate, @Nullable Span> spans;

	private final Periods periods;

	private final WrittenRoots written;

	private final SpelledRecords spelled;

	private final EventTypeFilter eventTypes;

	private final boolean choosesIndexByOrder;

	/**
	 * A filter.
	 * @param revision the revision that entries are joined with
	 * @param organizations the organizations of today
	 * @param formerNames what types and fields were called before
	 * @param spans finds the numbers of revisions; null where there are none
	 * @param periods finds the entries that were recorded in a period
	 * @param written knows under which roots organizations have entries
	 * @param spelled finds how entries spell ids
	 * @param choosesIndexByOrder whether the database may prefer the index of the order
	 */
	EntryFilter(QRevtrailRevision revision, OrganizationTree organizations, FormerNames formerNames,
			Function<Predicate, @Nullable Span> spans, Periods periods, WrittenRoots written, SpelledRecords spelled,
			boolean choosesIndexByOrder) {
		this.choosesIndexByOrder = choosesIndexByOrder;
		this.revision = revision;
		this.organizations = organizations;
		this.formerNames = formerNames;
		this.spans = spans;
		this.periods = periods;
		this.written = written;
		this.spelled = spelled;
		this.eventTypes = new EventTypeFilter(revision);
	}

	/** The revision that entries are joined with. */
	public QRevtrailRevision revision() {
		return this.revision;
	}

	public Condition condition(ChangeQuery query, @Nullable Cursor after) {
		return condition(query, after, RecordedTimes.isSettled());
	}

	/** The same where the settled mark is known. */
	public Condition condition(ChangeQuery query, @Nullable Cursor after, SettledEnd end) {
		return condition(query, after, QEntryRow.entryRow.id.lt(end.firstUnsettled()));
	}

	private Condition condition(ChangeQuery query, @Nullable Cursor after, Predicate settled) {
		QEntryRow entry = QEntryRow.entryRow;
		ChangeCriteria criteria = query.criteria();
		Condition condition = new Condition();
		organizations(criteria, condition);
		time(criteria, condition);
		filters(criteria, condition);
		criteria.exceptions().forEach((exception) -> except(exception, condition));
		criteria.alternatives().forEach((alternatives) -> anyOf(alternatives, condition));
		criteria.olderThan().ifPresent((place) -> condition.and(entry.id.lt(place.entryId())));
		criteria.newerThan().ifPresent((place) -> condition.and(newer(query, place)));
		if (after != null) {
			condition.and(query.isOldestFirst() ? newer(query, after) : entry.id.lt(after.entryId()));
		}
		if (query.isSettledOnly()) {
			condition.and(settled);
		}
		return condition;
	}

	/** What entries are asked for at any time and place, of any organization. */
	private void filters(ChangeCriteria criteria, Condition condition) {
		QEntryRow entry = QEntryRow.entryRow;
		criteria.actor().ifPresent((actor) -> condition.and(entry.actor.eq(actor), entry.actor));
		criteria.actorTypes()
			.ifPresent((types) -> condition.inRevision(types.stream().map(Actor.Type::name).collect(Collectors.toSet()),
					this.revision.actorType::in));
		criteria.patient()
			.ifPresent(
					(patient) -> condition.in(this.spelled.withSpellings(patient), entry.patient::in, entry.patient));
		criteria.scope()
			.patientId()
			.filter((patient) -> criteria.patient().filter(patient::equals).isEmpty())
			.ifPresent((patient) -> condition.in(this.spelled.withSpellings(patient), entry.patient::in));
		criteria.recordTypes().ifPresent((types) -> condition.in(withFormer(types), this::isOfType, entry.recordType));
		if (!criteria.exceptRecordTypes().isEmpty()) {
			condition.and(entry.recordType.notIn(withFormer(criteria.exceptRecordTypes())));
		}
		criteria.recordIds()
			.ifPresent((ids) -> condition.in(criteria.recordTypes()
				.map((types) -> this.spelled.withSpellings(types, ids))
				.orElseGet(() -> this.spelled.withSpellings(ids)), entry.recordId::in, entry.recordId));
		criteria.actions()
			.ifPresent((actions) -> condition.in(actions.stream().map(Action::name).collect(Collectors.toSet()),
					entry.action::in));
		criteria.outcome().ifPresent((outcome) -> condition.and(entry.outcome.eq(outcome.name())));
		criteria.ids().ifPresent((ids) -> condition.in(ids, entry.id::in));
		criteria.field().ifPresent((field) -> condition.and(changed(field)));
		criteria.eventType().ifPresent((pattern) -> eventType(pattern, condition));
		criteria.revision().ifPresent((number) -> revision(number, condition));
		criteria.brand().ifPresent((brand) -> condition.andRevision(this.revision.brand.eq(brand)));
		criteria.source().ifPresent((source) -> condition.andRevision(this.revision.source.eq(source)));
		criteria.ipAddress().ifPresent((address) -> condition.andRevision(this.revision.ipAddress.eq(address)));
		criteria.requestId().ifPresent((request) -> request(request, condition));
	}

	/**
	 * Excludes what matches all filters, and not what lacks the value of one: that would
	 * make the condition neither true nor false.
	 */
	private void except(ChangeCriteria exception, Condition condition) {
		Condition excluded = part(exception);
		if (!excluded.nothing && excluded.predicate.hasValue()) {
			condition.and(isNot(excluded.predicate));
			condition.revision |= excluded.revision;
		}
		else if (!excluded.nothing) {
			// What any entry matches leaves none
			condition.nothing = true;
		}
	}

	private void anyOf(List<ChangeCriteria> alternatives, Condition condition) {
		List<Condition> parts = alternatives.stream().map(this::part).filter((part) -> !part.nothing).toList();
		condition.nothing |= parts.isEmpty();
		// An alternative that any entry matches narrows nothing
		if (parts.stream().allMatch((part) -> part.predicate.hasValue())) {
			BooleanBuilder any = new BooleanBuilder();
			parts.forEach((part) -> any.or(part.predicate));
			condition.and(any);
			condition.revision |= parts.stream().anyMatch((part) -> part.revision);
		}
	}

	private Condition part(ChangeCriteria criteria) {
		Condition part = new Condition();
		criteria.organization()
			.ifPresent((id) -> part.in(this.organizations.subtreeOf(id), QEntryRow.entryRow.organization::in));
		time(criteria, part);
		filters(criteria, part);
		return part;
	}

	/** Holds for all that a condition does not hold for, by null or otherwise. */
	public static Predicate isNot(Predicate condition) {
		return new CaseBuilder().when(condition).then(1).otherwise(0).eq(0);
	}

	/** The index of types is no help where it does not have the order of the page. */
	private Predicate isOfType(Set<String> types) {
		StringPath type = QEntryRow.entryRow.recordType;
		return (types.size() == 1 || this.choosesIndexByOrder) ? type.in(types) : type.concat("").in(types);
	}

	/** Settled entries go on where others could still appear. */
	private static Predicate newer(ChangeQuery query, Cursor place) {
		NumberPath<Long> id = QEntryRow.entryRow.id;
		return query.isSettledOnly() ? id.goe(place.forwardFrom()) : id.gt(place.entryId());
	}

	private Set<String> withFormer(Set<String> types) {
		return types.stream()
			.flatMap((type) -> this.formerNames.namesOfType(type).stream())
			.collect(Collectors.toSet());
	}

	private void eventType(String pattern, Condition condition) {
		Predicate ofType = this.eventTypes.condition(pattern);
		if (ofType != null) {
			condition.andRevision(ofType);
		}
		else {
			condition.nothing = true;
		}
	}

	/** A former name means the field in entries of the types that had it. */
	Predicate changed(String field) {
		QEntryRow entry = QEntryRow.entryRow;
		BooleanBuilder changed = new BooleanBuilder(entry.changed.eq(EntryRow.ANY_FIELD)).or(names(field));
		this.formerNames.namesOfField(field)
			.forEach((type, names) -> names.forEach(
					(name) -> changed.or(names(name).and(entry.recordType.in(this.formerNames.namesOfType(type))))));
		return changed;
	}

	private static BooleanExpression names(String field) {
		return QEntryRow.entryRow.changed.contains("," + field + ",");
	}

	private void revision(long number, Condition condition) {
		between(number, number, condition);
	}

	private void request(String id, Condition condition) {
		Predicate ofRequest = this.revision.requestId.eq(id);
		narrow(ofRequest, condition);
		condition.andRevision(ofRequest);
	}

	/** Ids follow revisions, so that their numbers narrow to a range of them. */
	private void narrow(Predicate revisions, Condition condition) {
		Span span = this.spans.apply(revisions);
		if (span == null) {
			condition.nothing = true;
		}
		else {
			between(span.first(), span.last(), condition);
		}
	}

	private static void between(long first, long last, Condition condition) {
		condition.and(QEntryRow.entryRow.id.goe(EntryIds.floor(first)));
		condition.and(QEntryRow.entryRow.id.lt(EntryIds.floor(last + 1)));
	}

	/** The beginning of the period; null where it is older than any entry. */
	public static @Nullable Instant since(ChangeCriteria criteria) {
		return criteria.since().filter((instant) -> instant.isAfter(EARLIEST)).orElse(null);
	}

	/** The end of the period; null where it is later than any entry. */
	public static @Nullable Instant until(ChangeCriteria criteria) {
		return criteria.until().filter((instant) -> instant.isBefore(LATEST)).orElse(null);
	}

	/** The nearest instant that every database can compare with. */
	static Instant comparable(Instant instant) {
		return instant.isBefore(EARLIEST) ? EARLIEST : instant.isAfter(LATEST) ? LATEST : instant;
	}

	/** The condition that a scope sets for entries; null where it sets none. */
	@Nullable Predicate within(Scope scope, QEntryRow entry) {
		Set<String> organizations = organizations(scope);
		Set<String> patients = patients(scope);
		return ExpressionUtils.and((organizations != null) ? entry.organization.in(organizations) : null,
				(patients != null) ? entry.patient.in(patients) : null);
	}

	/** The organizations whose entries a scope holds; null for all entries. */
	public @Nullable Set<String> organizations(Scope scope) {
		return scope.organizationId().map(this.organizations::subtreeOf).orElse(null);
	}

	/**
	 * The ids, in all spellings, of the patient whose entries a scope holds; null for
	 * those of all.
	 */
	public @Nullable Set<String> patients(Scope scope) {
		return scope.patientId().map(this.spelled::withSpellings).orElse(null);
	}

	/** Returns whether a scope contains an entry that is already loaded. */
	public boolean isWithin(Scope scope, EntryRow entry) {
		Set<String> organizations = organizations(scope);
		boolean isOfOrganization = (organizations != null)
				? entry.organization != null && organizations.contains(entry.organization) : !scope.isNothing();
		return isOfOrganization && scope.patientId().map((patient) -> isOf(patient, entry)).orElse(true);
	}

	private boolean isOf(String patient, EntryRow entry) {
		return entry.patient != null
				&& (entry.patient.equals(patient) || this.spelled.withSpellings(patient).contains(entry.patient));
	}

	/**
	 * Returns whether a scope contains the state of a record before an entry in it that
	 * no other precedes. Nothing says which patient's it was, unless it is the patient.
	 */
	public boolean isWithinBefore(Scope scope, EntryRow entry) {
		return isWithin(scope, entry) && (scope.patientId().isEmpty() || this.spelled.isPatient(entry));
	}

	/** The index narrows to ranges of ids, the revision's own time decides. */
	private void time(ChangeCriteria criteria, Condition condition) {
		Instant since = since(criteria);
		Instant until = until(criteria);
		if ((since != null && since.isAfter(LATEST)) || (until != null && until.isBefore(EARLIEST))) {
			condition.nothing = true;
			return;
		}
		if (since != null || until != null) {
			condition.and(this.periods.around(since, until));
		}
		if (since != null) {
			condition.andRevision(this.revision.recordedAt.goe(since));
		}
		if (until != null) {
			condition.andRevision(this.revision.recordedAt.lt(until));
		}
	}

	private void organizations(ChangeCriteria criteria, Condition condition) {
		QEntryRow entry = QEntryRow.entryRow;
		condition.whose = whose(criteria);
		if (condition.whose == null) {
			condition.nothing = true;
		}
		else if (condition.whose.root() != null) {
			condition.and(entry.rootOrganization.eq(condition.whose.root()), entry.rootOrganization);
			if (!condition.whose.strangers().isEmpty()) {
				condition.and(entry.organization.notIn(condition.whose.strangers()));
			}
		}
		else if (condition.whose.organizations() != null) {
			condition.in(condition.whose.organizations(), entry.organization::in, entry.organization);
		}
	}

	private @Nullable Whose whose(ChangeCriteria criteria) {
		Scope scope = criteria.scope();
		if (scope.isNothing()) {
			return null;
		}
		Set<String> seen = organizations(scope);
		String wanted = criteria.organization().orElse(null);
		if (seen != null && wanted != null && !seen.contains(wanted)) {
			return null;
		}
		String top = (wanted != null) ? wanted : scope.organizationId().orElse(null);
		return (top != null) ? tree(top, this.organizations.subtreeOf(top)) : Whose.EVERYBODYS;
	}

	/**
	 * The organizations of today decide. One at the top has all entries of its
	 * subsidiaries in one range of the index, unless an organization came to it from
	 * elsewhere with entries of its own.
	 */
	private Whose tree(String top, Set<String> organizationIds) {
		Set<String> strangers = (organizationIds.size() > 1 && this.organizations.rootOf(top).equals(top))
				? this.written.strangersUnder(top, organizationIds) : null;
		return (strangers != null) ? new Whose(organizationIds, top, strangers)
				: new Whose(organizationIds, null, Set.of());
	}

	/** Finds the entries that were recorded in a period. */
	@FunctionalInterface
	interface Periods {

		/**
		 * Returns a condition that holds for all of them, and for some around them.
		 * @param since the first instant; null for any
		 * @param until the first instant after the period; null for any
		 */
		Predicate around(@Nullable Instant since, @Nullable Instant until);

	}

	/**
	 * The numbers of some revisions.
	 *
	 * @param first the lowest of them
	 * @param last the highest of them
	 */
	record Span(long first, long last) {

	}

	/**
	 * Whose entries match.
	 *
	 * @param organizations the organizations that have them; null for all entries
	 * @param root the organization at the top whose entries are those, but for the
	 * strangers'; null where they are not in one range of the index
	 * @param strangers who has entries under the root and does not belong to it any more
	 */
	public record Whose(@Nullable Set<String> organizations, @Nullable String root, Set<String> strangers) {

		static final Whose EVERYBODYS = new Whose(null, null, Set.of());

	}

	/**
	 * A condition in the making.
	 */
	public static final class Condition {

		/** The indexes of entries that go on with the id, by what comes before it. */
		private static final List<List<StringPath>> INDEXES = List.of(
				List.of(QEntryRow.entryRow.recordType, QEntryRow.entryRow.recordId),
				List.of(QEntryRow.entryRow.patient), List.of(QEntryRow.entryRow.actor),
				List.of(QEntryRow.entryRow.organization), List.of(QEntryRow.entryRow.rootOrganization),
				List.of(QEntryRow.entryRow.recordType));

		private final BooleanBuilder predicate = new BooleanBuilder();

		/** The columns of which all entries that match have one value. */
		private final Set<Path<?>> fixed = new HashSet<>();

		private boolean nothing;

		private boolean revision;

		private @Nullable Whose whose;

		private void and(Predicate part) {
			this.predicate.and(part);
		}

		private void and(Predicate part, Path<?> column) {
			this.predicate.and(part);
			this.fixed.add(column);
		}

		private void andRevision(Predicate part) {
			this.predicate.and(part);
			this.revision = true;
		}

		private <T> void in(Set<T> values, Function<Set<T>, Predicate> membership) {
			if (values.isEmpty()) {
				this.nothing = true;
			}
			else {
				this.predicate.and(membership.apply(values));
			}
		}

		private <T> void in(Set<T> values, Function<Set<T>, Predicate> membership, Path<?> column) {
			in(values, membership);
			if (values.size() == 1) {
				this.fixed.add(column);
			}
		}

		private <T> void inRevision(Set<T> values, Function<Set<T>, Predicate> membership) {
			in(values, membership);
			this.revision = true;
		}

		/** The order by ids, as the index has it that finds the fewest entries. */
		OrderSpecifier<?>[] order(Order direction) {
			return EntryOrder.byId(direction,
					INDEXES.stream().filter(this.fixed::containsAll).findFirst().orElse(List.of()));
		}

		public boolean matchesNothing() {
			return this.nothing;
		}

		public boolean needsRevision() {
			return this.revision;
		}

		public BooleanBuilder predicate() {
			return this.predicate;
		}

		/** Whose entries match; null where none do. */
		public @Nullable Whose whose() {
			return this.whose;
		}

	}

}
