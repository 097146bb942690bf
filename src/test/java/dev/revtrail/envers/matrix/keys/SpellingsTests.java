package dev.revtrail.envers.matrix.keys;

import java.sql.Connection;
import java.util.List;
import java.util.Objects;

import javax.sql.DataSource;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeQuery;
import dev.revtrail.CountedStatements;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.FieldChange;
import dev.revtrail.LegalHold;
import dev.revtrail.LegalHolds;
import dev.revtrail.LibraryTest;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordSnapshot;
import dev.revtrail.Scope;
import dev.revtrail.envers.matrix.MatrixCase;
import dev.revtrail.envers.matrix.keys.Colours.Blend;
import dev.revtrail.envers.matrix.keys.Colours.Colour;
import dev.revtrail.envers.matrix.keys.Colours.Grade;
import dev.revtrail.envers.matrix.keys.Colours.Mix;
import dev.revtrail.envers.matrix.keys.Colours.MixId;
import dev.revtrail.envers.matrix.keys.Colours.Paint;
import dev.revtrail.envers.matrix.keys.Colours.Pigment;
import dev.revtrail.envers.matrix.keys.Colours.Tint;
import jakarta.persistence.EntityManager;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * Two ids are of one record exactly when the record's key column takes them for one. All
 * of its entries have the id as it is stored.
 */
@LibraryTest({ Colours.class, CountedStatements.class })
@TestPropertySource(properties = { "spring.jpa.hibernate.ddl-auto=update", "spring.sql.init.mode=always",
		"spring.sql.init.schema-locations=classpath:dev/revtrail/envers/matrix/keys/spellings-${test.database:h2}.sql" })
class SpellingsTests extends MatrixCase {

	@Autowired
	RecordHistory history;

	@Autowired
	EventLog events;

	@Autowired
	LegalHolds holds;

	@Autowired
	CountedStatements statements;

	@Autowired
	DataSource dataSource;

	@Autowired
	SessionFactory factory;

	@Test
	void aRecordThatIsFoundByAnotherSpellingHasOneHistory() {
		create("red", "light");
		inTransaction((em) -> colour(em, "RED").shade = "dark");
		inTransaction((em) -> colour(em, "Red").uses.add("walls"));
		inTransaction((em) -> em.remove(colour(em, "Red")));

		for (String spelling : List.of("red", "RED", "rEd")) {
			List<ChangeEntry> entries = history("COLOUR", spelling);
			assertThat(entries).extracting(ChangeEntry::action)
				.containsExactly(Action.DELETE, Action.UPDATE, Action.UPDATE, Action.CREATE);
			assertThat(entries).extracting((entry) -> entry.record().id()).containsOnly("red");
			assertThat(entries.get(2).changes()).containsExactly(value("shade", "light", "dark"));
			assertThat(entries.get(1).changes())
				.containsExactly(new FieldChange.Elements("uses", List.of("walls"), List.of(), List.of()));
			assertThat(entries.get(0).changes()).contains(value("shade", "dark", null),
					new FieldChange.Elements("uses", List.of(), List.of("walls"), List.of()));
		}
	}

	@Test
	void aStateIsReadByEachSpelling() {
		create("green", "light");
		inTransaction((em) -> {
			colour(em, "GREEN").shade = "dark";
			colour(em, "GREEN").uses.add("doors");
		});

		RecordSnapshot state = this.history
			.stateAtOrBefore(Scope.everything(), new RecordRef("COLOUR", "Green"), Long.MAX_VALUE)
			.orElseThrow();
		assertThat(state.record().id()).isEqualTo("green");
		assertThat(state.values()).containsEntry("shade", "dark").containsEntry("uses", List.of("doors"));
	}

	@Test
	void aRecordThatIsCreatedAgainInAnotherSpellingGoesOnWithItsHistory() {
		create("blue", "light");
		inTransaction((em) -> em.remove(colour(em, "blue")));
		create("Blue", "dark");

		assertThat(history("COLOUR", "Blue")).extracting(ChangeEntry::action)
			.containsExactly(Action.CREATE, Action.DELETE, Action.CREATE);
	}

	@Test
	void aKeyOfSeveralPartsDisregardsCaseInThosePartsThatDo() {
		Mix mix = new Mix();
		mix.shop = "a,b\\c";
		mix.number = 7;
		mix.content = "one";
		inTransaction((em) -> em.persist(mix));
		inTransaction((em) -> em.find(Mix.class, new MixId("A,B\\C", 7)).content = "two");

		List<ChangeEntry> entries = history("MIX", "7,A\\,B\\\\C");
		assertThat(entries).extracting((entry) -> entry.record().id()).containsExactly("7,a\\,b\\\\c", "7,a\\,b\\\\c");
		assertThat(entries.get(0).changes()).containsExactly(value("content", "one", "two"));
	}

	@Test
	void recordsThatDifferInAPartThatRegardsCaseStayTwo() {
		inTransaction(
				(em) -> List.of("a", "A").forEach((code) -> em.persist(blend(code, "north", "content of " + code))));
		this.factory.inStatelessTransaction((session) -> List.of("a", "A")
			.forEach((code) -> session.update(blend(code, "NORTH", "other of " + code))));

		for (String code : List.of("a", "A")) {
			List<ChangeEntry> entries = history("BLEND", code + ",North");
			assertThat(entries).extracting((entry) -> entry.record().id())
				.containsExactly(code + ",north", code + ",north");
			assertThat(entries.get(0).changes())
				.containsExactly(value("content", "content of " + code, "other of " + code));
		}
		assertThat(this.log.slice(ChangeQuery.in(Scope.everything()).recordTypes("BLEND"), null, 2).entries())
			.allSatisfy((entry) -> assertThat(entry.changes())
				.containsExactly(value("content", "content of " + code(entry), "other of " + code(entry))));
	}

	private static Blend blend(String code, String shop, String content) {
		Blend blend = new Blend();
		blend.code = code;
		blend.shop = shop;
		blend.content = content;
		return blend;
	}

	private static String code(ChangeEntry entry) {
		return Objects.requireNonNull(entry.record().id()).substring(0, 1);
	}

	@Test
	void aKeyThatRegardsCaseHasARecordForEachSpelling() {
		inTransaction((em) -> {
			em.persist(pigment("a"));
			em.persist(pigment("A"));
		});
		inTransaction((em) -> em.find(Pigment.class, "A").origin = "far");

		assertThat(history("PIGMENT", "a")).hasSize(1);
		assertThat(history("PIGMENT", "A")).hasSize(2);
	}

	@Test
	void blanksThatFillAKeyOfFixedLengthAreNotOfTheId() {
		Grade grade = new Grade();
		grade.code = "ab";
		grade.title = "one";
		inTransaction((em) -> em.persist(grade));
		inTransaction((em) -> em.find(Grade.class, "ab").title = "two");
		inTransaction((em) -> em.createQuery("from Grade", Grade.class).getSingleResult().title = "three");

		List<ChangeEntry> entries = history("GRADE", "ab");
		assertThat(entries).extracting((entry) -> entry.record().id()).containsExactly("ab", "ab", "ab");
		assertThat(entries.get(0).changes()).containsExactly(value("title", "two", "three"));
	}

	@Test
	@Tag("mysql")
	void blanksAtTheEndAreNotOfTheIdWhereTheKeyDisregardsThem() {
		Tint tint = new Tint();
		tint.name = "a";
		inTransaction((em) -> em.persist(tint));
		inTransaction((em) -> em.find(Tint.class, "a  ").origin = "far");

		assertThat(history("TINT", "a ")).extracting((entry) -> entry.record().id()).containsExactly("a", "a");
		assertThat(history("TINT", "A")).isEmpty();
	}

	@Test
	void whatReferencesSpellOtherwiseIsTheRecordToo() {
		create("amber", "warm");
		Paint paint = new Paint();
		inTransaction((em) -> {
			paint.colour = em.getReference(Colour.class, "AMBER");
			em.persist(paint);
		});

		assertThat(this.log.slice(ChangeQuery.in(Scope.everything()).patient("Amber").recordTypes("PAINT"), null, 10)
			.entries()).singleElement().satisfies((entry) -> {
				assertThat(Objects.requireNonNull(entry.patient()).id()).isEqualTo("amber");
				assertThat(entry.changes()).containsExactly(value("colour", null, "AMBER"));
			});
		assertThat(this.log
			.slice(ChangeQuery.in(Scope.everything())
				.record(new RecordRef("PAINT", String.valueOf(paint.id)))
				.withLabels(), null, 10)
			.entries()).singleElement()
			.satisfies((entry) -> assertThat(entry.labels().values().get("colour")).extractingByKey("AMBER")
				.satisfies((label) -> assertThat(label.text()).isEqualTo("warm")));
	}

	@Test
	void eventsAndNotesAndHoldsAreOfTheRecordThatIsStored() {
		create("pink", "light");
		this.events.record(Event.of(Action.VIEW, new RecordRef("COLOUR", "PINK")));
		LegalHold hold = this.holds.place(Actor.SYSTEM, LegalHold.Subject.record(new RecordRef("COLOUR", "Pink")),
				"a case");

		assertThat(history("COLOUR", "pink")).extracting(ChangeEntry::action)
			.containsExactly(Action.VIEW, Action.CREATE);
		assertThat(hold.subject().id()).isEqualTo("pink");
	}

	@Test
	void theSpellingsOfATypeTakeOneStatementWhenWriting() {
		create("grey", "light");
		create("slate", "light");
		Pigment pigment = pigment("chalk");
		inTransaction((em) -> em.persist(pigment));
		List<String> exact = this.statements
			.of(() -> inTransaction((em) -> em.find(Pigment.class, "chalk").origin = "far"));
		List<String> loose = this.statements
			.of(() -> inTransaction((em) -> em.find(Colour.class, "GREY").shade = "dark"));
		List<String> more = this.statements.of(() -> inTransaction((em) -> {
			em.find(Colour.class, "GREY").shade = "pale";
			em.find(Colour.class, "slate").shade = "pale";
		}));

		assertThat(loose).hasSize(exact.size() + 1);
		// The other record is loaded, updated and audited
		assertThat(more).hasSize(loose.size() + 3);
	}

	@Test
	void entriesOfARecordDoNotWaitForTransactionsThatChangeIt() throws Exception {
		create("ivory", "light");
		try (Connection other = this.dataSource.getConnection()) {
			other.setAutoCommit(false);
			other.createStatement().executeUpdate("update colour_aud set shade = 'dark' where name = 'ivory'");

			// Would wait for the other connection, which ends only after it
			assertThatCode(() -> this.events.record(Event.of(Action.VIEW, new RecordRef("COLOUR", "IVORY"))))
				.doesNotThrowAnyException();

			other.rollback();
		}

		assertThat(history("COLOUR", "ivory")).extracting(ChangeEntry::action)
			.containsExactly(Action.VIEW, Action.CREATE);
	}

	private void create(String name, String shade) {
		Colour colour = new Colour();
		colour.name = name;
		colour.shade = shade;
		inTransaction((em) -> em.persist(colour));
	}

	private static Colour colour(EntityManager entityManager, String name) {
		return entityManager.find(Colour.class, name);
	}

	private static Pigment pigment(String name) {
		Pigment pigment = new Pigment();
		pigment.name = name;
		return pigment;
	}

}
