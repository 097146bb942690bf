package dev.revtrail.envers.index;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.querydsl.core.BooleanBuilder;
import com.querydsl.core.types.Operation;
import com.querydsl.core.types.Ops;
import com.querydsl.core.types.Predicate;
import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Cursor;
import dev.revtrail.Formerly;
import dev.revtrail.OrganizationTree;
import dev.revtrail.Outcome;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.Tracked;
import dev.revtrail.envers.QRevtrailRevision;
import dev.revtrail.envers.index.EntryFilter.Condition;
import dev.revtrail.envers.index.EntryFilter.Span;
import dev.revtrail.envers.model.OfflineModel;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.orm.jpa.JpaTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A query becomes the conditions that it sets and no others, and one that nothing can
 * match is not asked.
 */
@Tag("unit")
class EntryFilterTests {

	private static final Instant MORNING = Instant.parse("2026-05-04T08:00:00Z");

	private static final Instant EVENING = Instant.parse("2026-05-04T18:00:00Z");

	private static final QEntryRow ENTRY = QEntryRow.entryRow;

	private static final QRevtrailRevision REVISION = new QRevtrailRevision("attributes");

	private static final Set<String> NORTH = Set.of("north", "north-east");

	private static OfflineModel model;

	private static EntityManager entityManager;

	private @Nullable Span span = new Span(5, 8);

	@BeforeAll
	static void map() {
		model = OfflineModel.of(Client.class, Order.class);
		entityManager = model.factory().sessionFactory().createEntityManager();
	}

	@AfterAll
	static void close() {
		entityManager.close();
		model.close();
	}

	@Test
	void aQueryForEverythingSetsNoCondition() {
		Condition condition = condition(everything());

		assertThat(condition.predicate().hasValue()).isFalse();
		assertThat(condition.matchesNothing()).isFalse();
		assertThat(condition.needsRevision()).isFalse();
	}

	@Test
	void aScopeOfNothingMatchesNothing() {
		assertThat(condition(ChangeQuery.in(Scope.nothing())).matchesNothing()).isTrue();
		assertThat(condition(ChangeQuery.in(Scope.nothing()).organization("north")).matchesNothing()).isTrue();
	}

	@Test
	void aScopeHoldsAnOrganizationWithItsSubsidiaries() {
		assertThat(parts(ChangeQuery.in(Scope.organization("north")))).containsExactly(ENTRY.organization.in(NORTH));
	}

	@Test
	void anOrganizationNarrowsAScopeAndNeverWidensIt() {
		ChangeQuery north = ChangeQuery.in(Scope.organization("north"));

		assertThat(parts(north.organization("north-east")))
			.containsExactly(ENTRY.organization.in(Set.of("north-east")));
		assertThat(condition(north.organization("acme")).matchesNothing()).isTrue();
		assertThat(condition(north.organization("south")).matchesNothing()).isTrue();
		assertThat(parts(everything().organization("north"))).containsExactly(ENTRY.organization.in(NORTH));
	}

	@Test
	void anOrganizationThatIsNotInTheTreeStandsForItself() {
		assertThat(parts(ChangeQuery.in(Scope.organization("closed"))))
			.containsExactly(ENTRY.organization.in(Set.of("closed")));
	}

	@Test
	void anEntryIsWithinAScopeThatHoldsItsOrganization() {
		EntryFilter filter = filter();

		assertThat(filter.isWithin(Scope.organization("north"), entryOf("north-east"))).isTrue();
		assertThat(filter.isWithin(Scope.organization("north"), entryOf("acme"))).isFalse();
		assertThat(filter.isWithin(Scope.organization("north"), entryOf(null))).isFalse();
		assertThat(filter.isWithin(Scope.nothing(), entryOf("north"))).isFalse();
		assertThat(filter.isWithin(Scope.everything(), entryOf(null))).isTrue();
	}

	@Test
	void timesAreThoseOfRevisionsAndNarrowTheIds() {
		ChangeQuery query = everything().since(MORNING).until(EVENING);

		assertThat(parts(query)).containsExactlyInAnyOrder(ENTRY.id.between(1L, 2L), REVISION.recordedAt.goe(MORNING),
				REVISION.recordedAt.lt(EVENING));
		assertThat(condition(query).needsRevision()).isTrue();
	}

	@Test
	void timesThatNoDatabaseHasAreNotComparedWith() {
		ChangeQuery always = everything().since(Instant.MIN).until(Instant.MAX);

		assertThat(parts(always)).isEmpty();
		assertThat(condition(always).matchesNothing()).isFalse();
		assertThat(condition(everything().since(Instant.MAX)).matchesNothing()).isTrue();
		assertThat(condition(everything().until(Instant.MIN)).matchesNothing()).isTrue();
		assertThat(EntryFilter.comparable(Instant.MIN)).isEqualTo(Instant.parse("1000-01-02T00:00:00Z"));
		assertThat(EntryFilter.comparable(Instant.MAX)).isEqualTo(Instant.parse("9999-12-30T00:00:00Z"));
		assertThat(EntryFilter.comparable(MORNING)).isEqualTo(MORNING);
	}

	@Test
	void whatIsInTheIndexNeedsNoRevision() {
		ChangeQuery query = everything().actor("7")
			.patient("42")
			.outcome(Outcome.FAILURE)
			.actions(Action.CREATE, Action.DELETE)
			.recordIds("1", "2")
			.ids(5L, 6L)
			.olderThan(new Cursor(9))
			.newerThan(new Cursor(3));

		assertThat(parts(query)).containsExactlyInAnyOrder(ENTRY.actor.eq("7"), ENTRY.patient.in(Set.of("42")),
				ENTRY.outcome.eq("FAILURE"), ENTRY.action.in(Set.of("CREATE", "DELETE")),
				ENTRY.recordId.in(Set.of("1", "2")), ENTRY.id.in(Set.of(5L, 6L)), ENTRY.id.lt(9L), ENTRY.id.goe(4L),
				RecordedTimes.isSettled());
		assertThat(condition(query).needsRevision()).isFalse();
	}

	@Test
	void whatIsInTheRevisionNeedsIt() {
		for (ChangeQuery query : List.of(everything().brand("acme"), everything().source("clinic"),
				everything().actorTypes(Actor.Type.USER), everything().requestId("r-1"),
				everything().eventType("clinic.*"))) {
			assertThat(condition(query).needsRevision()).isTrue();
		}
		assertThat(parts(everything().brand("acme").source("clinic").actorTypes(Actor.Type.USER)))
			.containsExactlyInAnyOrder(REVISION.brand.eq("acme"), REVISION.source.eq("clinic"),
					REVISION.actorType.in(Set.of("USER")));
	}

	@Test
	void noneOfSeveralMatchesNothing() {
		List<ChangeQuery> queries = List.of(everything().recordTypes(Set.of()), everything().recordIds(Set.of()),
				everything().actions(Set.of()), everything().ids(Set.of()), everything().actorTypes(Set.of()),
				everything().recordTypes("CLIENT").recordIds(Set.of()));

		assertThat(queries).allSatisfy((query) -> assertThat(condition(query).matchesNothing()).isTrue());
		assertThat(parts(everything().exceptRecordTypes(Set.of()))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "CLIENT", "CUSTOMER" })
	void aTypeIsAskedForUnderAllOfItsNames(String name) {
		Set<String> names = Set.of("CLIENT", "CUSTOMER");

		assertThat(parts(everything().recordTypes(name))).containsExactly(ENTRY.recordType.in(names));
		assertThat(parts(everything().exceptRecordTypes(name))).containsExactly(ENTRY.recordType.notIn(names));
		assertThat(parts(everything().record(new RecordRef(name, "1"))))
			.containsExactlyInAnyOrder(ENTRY.recordType.in(names), ENTRY.recordId.in(Set.of("1")));
	}

	@Test
	void aFieldIsFoundByItsWholeNameAndWhereTheNamesDidNotFit() {
		assertThat(parts(everything().field("total")))
			.containsExactly(ENTRY.changed.eq(EntryRow.ANY_FIELD).or(ENTRY.changed.contains(",total,")));
	}

	@Test
	void aFormerNameOfAFieldIsFoundInEntriesOfItsTypeOnly() {
		assertThat(parts(everything().field("email"))).containsExactly(ENTRY.changed.eq(EntryRow.ANY_FIELD)
			.or(ENTRY.changed.contains(",email,"))
			.or(ENTRY.changed.contains(",mail,").and(ENTRY.recordType.in(Set.of("CLIENT", "CUSTOMER")))));
	}

	@Test
	void aRevisionNarrowsTheIdsToItsOwn() {
		assertThat(parts(everything().revision(7))).containsExactlyInAnyOrder(ENTRY.id.goe(EntryIds.floor(7)),
				ENTRY.id.lt(EntryIds.floor(8)));
	}

	@Test
	void aRequestNarrowsTheIdsToThoseOfItsRevisions() {
		assertThat(parts(everything().requestId("r-1"))).containsExactlyInAnyOrder(ENTRY.id.goe(EntryIds.floor(5)),
				ENTRY.id.lt(EntryIds.floor(9)), REVISION.requestId.eq("r-1"));
	}

	@Test
	void aRequestWithoutRevisionsMatchesNothing() {
		this.span = null;

		assertThat(condition(everything().requestId("r-1")).matchesNothing()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "clinic", "clinic.appointment", "clinic.Appointment.created",
			"clinic.appointment.CREATED", "clinic.appoint-ment.created", ".created" })
	void anEventTypeThatNothingCanBeOfMatchesNothing(String pattern) {
		assertThat(condition(everything().eventType(pattern)).matchesNothing()).isTrue();
	}

	@Test
	void anEventTypeIsASourceATypeAndATense() {
		assertThat(parts(everything().eventType("a.b.appointment.created"))).containsExactlyInAnyOrder(
				ENTRY.recordType.eq("APPOINTMENT"), REVISION.source.eq("a.b"),
				ENTRY.action.in(Set.of("CREATE", "CREATED")));
		assertThat(parts(everything().eventType("clinic.letter.fax_sent"))).containsExactlyInAnyOrder(
				ENTRY.recordType.eq("LETTER"), REVISION.source.eq("clinic"), ENTRY.action.in(Set.of("FAX_SENT")));
	}

	@Test
	void anActionIsNotItsOwnTenseWhereItHasAnother() {
		assertThat(parts(everything().eventType("clinic.letter.create"))).containsExactlyInAnyOrder(
				ENTRY.recordType.eq("LETTER"), REVISION.source.eq("clinic"), ENTRY.action.in(Set.of()));
	}

	@Test
	void aPageGoesOnInTheOrderOfTheQuery() {
		Cursor place = new Cursor(9);

		assertThat(parts(filter().condition(everything().newestFirst(), place))).containsExactly(ENTRY.id.lt(9L));
		assertThat(parts(filter().condition(everything().oldestFirst(), place))).containsExactly(ENTRY.id.gt(9L));
		assertThat(parts(filter().condition(everything().oldestFirst().olderThan(new Cursor(20)), place)))
			.containsExactlyInAnyOrder(ENTRY.id.gt(9L), ENTRY.id.lt(20L));
	}

	@Test
	void settledEntriesGoOnWhereOthersCouldStillAppear() {
		Cursor place = Cursor.at(9, 4);

		assertThat(parts(filter().condition(everything().oldestFirst().settledOnly(), place)))
			.containsExactlyInAnyOrder(ENTRY.id.goe(4L), RecordedTimes.isSettled());
		assertThat(parts(everything().newerThan(place))).containsExactlyInAnyOrder(ENTRY.id.goe(4L),
				RecordedTimes.isSettled());
		assertThat(parts(everything().olderThan(place))).containsExactly(ENTRY.id.lt(9L));
	}

	private static ChangeQuery everything() {
		return ChangeQuery.in(Scope.everything());
	}

	private Condition condition(ChangeQuery query) {
		return filter().condition(query, null);
	}

	private List<Predicate> parts(ChangeQuery query) {
		return parts(condition(query));
	}

	/** What must hold together. */
	private static List<Predicate> parts(Condition condition) {
		List<Predicate> parts = new ArrayList<>();
		collect(condition.predicate().getValue(), parts);
		return parts;
	}

	private static void collect(@Nullable Predicate predicate, List<Predicate> parts) {
		if (predicate instanceof BooleanBuilder builder) {
			collect(builder.getValue(), parts);
		}
		else if (predicate instanceof Operation<?> operation && operation.getOperator() == Ops.AND) {
			operation.getArgs().forEach((part) -> collect((Predicate) part, parts));
		}
		else if (predicate != null) {
			parts.add(predicate);
		}
	}

	private EntryFilter filter() {
		BoundedReads reads = new BoundedReads(new TrackedPersistence(entityManager,
				new JpaTransactionManager(entityManager.getEntityManagerFactory()), Duration.ZERO,
				LogObservations.NONE));
		return new EntryFilter(REVISION, new Houses(), model.model().formerNames(), (revisions) -> this.span,
				(since, until) -> ENTRY.id.between(1L, 2L), new WrittenRoots(entityManager, reads),
				new SpelledRecords(entityManager, new Spellings(model.factory())), true);
	}

	private static EntryRow entryOf(@Nullable String organization) {
		EntryRow entry = new EntryRow();
		entry.organization = organization;
		return entry;
	}

	/**
	 * Acme, with a subsidiary in the north that has one itself.
	 */
	private static final class Houses implements OrganizationTree {

		private static final Map<String, Set<String>> SUBTREES = Map.of("north", NORTH, "acme",
				Set.of("acme", "north", "north-east"));

		@Override
		public Set<String> subtreeOf(String organizationId) {
			return SUBTREES.getOrDefault(organizationId, Set.of(organizationId));
		}

		@Override
		public String rootOf(String organizationId) {
			return SUBTREES.get("acme").contains(organizationId) ? "acme" : organizationId;
		}

	}

	/** Has been renamed. */
	@Entity(name = "Client")
	@Audited
	@Tracked(formerly = "CUSTOMER")
	static class Client {

		@Id
		long id;

		@Formerly("mail")
		@Nullable String email;

	}

	/** Has not. */
	@Entity(name = "ClientOrder")
	@Audited
	static class Order {

		@Id
		long id;

		long total;

	}

}
