package dev.revtrail.envers.matrix.keys;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;

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
import dev.revtrail.SettableClock;
import dev.revtrail.SettledLog;
import dev.revtrail.envers.matrix.MatrixCase;
import dev.revtrail.envers.matrix.keys.Colours.Blend;
import dev.revtrail.envers.matrix.keys.Colours.Colour;
import dev.revtrail.envers.matrix.keys.Colours.NutOil;
import dev.revtrail.envers.matrix.keys.Colours.Paint;
import dev.revtrail.envers.matrix.keys.Colours.Pigment;
import dev.revtrail.envers.matrix.keys.Colours.Resin;
import dev.revtrail.feed.Feed;
import dev.revtrail.retention.Purge;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A record whose id can be spelled in several ways has one history after a purge too,
 * although the audit rows that are left may spell it differently from its entries.
 */
@LibraryTest({ Colours.class, CountedStatements.class })
@Import(SpellingsAfterPurgeTests.Time.class)
@TestPropertySource(properties = { "spring.jpa.hibernate.ddl-auto=update", "spring.sql.init.mode=always",
		"spring.sql.init.schema-locations=classpath:dev/revtrail/envers/matrix/keys/spellings-${test.database:h2}.sql",
		"revtrail.retention.period=1y", "test.database.of=spellings-after-purge" })
class SpellingsAfterPurgeTests extends MatrixCase {

	@TempDir
	static Path archives = Path.of("");

	@Autowired
	ChangeLog changeLog;

	@Autowired
	Feed feed;

	@Autowired
	Purge purge;

	@Autowired
	RecordHistory states;

	@Autowired
	LegalHolds holds;

	@Autowired
	EventLog events;

	@Autowired
	CountedStatements statements;

	@Autowired
	SessionFactory factory;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	SettableClock clock;

	@DynamicPropertySource
	static void archiveDirectory(DynamicPropertyRegistry properties) {
		properties.add("revtrail.retention.archive-directory", () -> archives.toString());
	}

	@Test
	void aRecordHasOneHistoryWhicheverAuditRowIsItsFirst() {
		create("Fay");
		change("Fay", (found) -> found.uses.add("walls"));
		change("FAY", (found) -> found.shade = "dark");
		age();
		change("fay", (found) -> found.shade = "pale");

		this.purge.run();

		for (String spelling : List.of("Fay", "FAY", "fAY")) {
			assertThat(history("COLOUR", spelling)).singleElement().satisfies((entry) -> {
				assertThat(entry.record().id()).isEqualTo("Fay");
				assertThat(entry.changes()).containsExactly(value("shade", "dark", "pale"));
			});
			assertThat(state("COLOUR", spelling).record().id()).isEqualTo("Fay");
			assertThat(state("COLOUR", spelling).values()).containsEntry("shade", "pale")
				.containsEntry("uses", List.of("walls"));
		}
		change("fAY", (found) -> found.shade = "light");
		change("Fay", (found) -> found.uses.add("doors"));
		assertThat(history("COLOUR", "faY")).extracting((entry) -> entry.record().id())
			.containsExactly("Fay", "Fay", "Fay");
		assertThat(whole("faY").get(0).changes()).containsExactly(joined("doors", List.of("walls"), "doors", "walls"));
	}

	@Test
	void severalPurgesInARowKeepTheSpelling() {
		create("Gil");
		for (String spelling : List.of("GIL", "gil", "gIL")) {
			change(spelling, (found) -> found.shade = spelling);
			age();
			this.purge.run();
			assertThat(history("COLOUR", "Gil")).isEmpty();
		}
		change("giL", (found) -> found.uses.add("walls"));

		assertThat(whole("GIL")).singleElement().satisfies((entry) -> {
			assertThat(entry.record().id()).isEqualTo("Gil");
			assertThat(entry.changes()).containsExactly(joined("walls", List.of(), "walls"));
		});
		assertThat(spellingsOf("Gil")).containsExactly("gIL");
	}

	@Test
	void aRecordThatWasCreatedAgainInAnotherSpellingKeepsTheIdOfItsEntries() {
		create("Hal");
		inTransaction((em) -> em.remove(em.find(Colour.class, "Hal")));
		age();
		create("HAL");

		this.purge.run();
		change("hal", (found) -> found.shade = "dark");

		assertThat(history("COLOUR", "hal")).extracting(ChangeEntry::action)
			.containsExactly(Action.UPDATE, Action.CREATE);
		assertThat(history("COLOUR", "Hal")).extracting((entry) -> entry.record().id()).containsExactly("Hal", "Hal");
	}

	@Test
	void ofARecordWhoseAuditRowsHaveAllGoneNoSpellingIsLeft() {
		create("Ida");
		change("IDA", (found) -> found.shade = "dark");
		age();
		change("ida", (found) -> found.shade = "pale");
		this.purge.run();
		assertThat(spellingsOf("Ida")).containsExactly("IDA");
		inTransaction((em) -> em.remove(em.find(Colour.class, "ida")));
		age();

		this.purge.run();

		assertThat(spellingsOf("Ida")).isEmpty();
		create("iDA");
		assertThat(history("COLOUR", "ida")).singleElement()
			.satisfies((entry) -> assertThat(entry.record().id()).isEqualTo("iDA"));
	}

	@Test
	void aKeyOfSeveralPartsKeepsItsSpelling() {
		inTransaction((em) -> List.of("a,\\", "A,\\").forEach((code) -> em.persist(blend(code, "no,rth", "one"))));
		update("NO,RTH", "two");
		age();
		update("No,Rth", "three");

		this.purge.run();
		update("nO,rTH", "four");

		for (String code : List.of("a\\,\\\\", "A\\,\\\\")) {
			List<ChangeEntry> entries = history("BLEND", code + ",NO\\,rth");
			assertThat(entries).extracting((entry) -> entry.record().id())
				.containsExactly(code + ",no\\,rth", code + ",no\\,rth");
			assertThat(entries.get(1).changes()).containsExactly(value("content", "two", "three"));
		}
	}

	private void update(String shop, String content) {
		this.factory.inStatelessTransaction(
				(session) -> List.of("a,\\", "A,\\").forEach((code) -> session.update(blend(code, shop, content))));
	}

	private static Blend blend(String code, String shop, String content) {
		Blend blend = new Blend();
		blend.code = code;
		blend.shop = shop;
		blend.content = content;
		return blend;
	}

	@Test
	void aTypeWithSeveralTablesKeepsItsSpellings() {
		Resin resin = new Resin();
		resin.name = "Myrrh";
		NutOil oil = new NutOil();
		oil.name = "Walnut";
		inTransaction((em) -> {
			em.persist(resin);
			em.persist(oil);
		});
		origins("MYRRH", "WALNUT", "far");
		age();
		origins("myrrh", "walnut", "near");

		this.purge.run();
		origins("MyrrH", "WalnuT", "here");

		assertThat(history("WAX", "MYRRH")).extracting((entry) -> entry.record().id())
			.containsExactly("Myrrh", "Myrrh");
		assertThat(history("WAX", "MYRRH").get(1).changes()).containsExactly(value("origin", "far", "near"));
		assertThat(history("OIL", "WALNUT")).extracting((entry) -> entry.record().id())
			.containsExactly("Walnut", "Walnut");
		assertThat(history("OIL", "WALNUT").get(1).changes()).containsExactly(value("origin", "far", "near"));
	}

	private void origins(String resin, String oil, String origin) {
		inTransaction((em) -> {
			em.find(Resin.class, resin).origin = origin;
			em.find(NutOil.class, oil).origin = origin;
		});
	}

	@Test
	void eventsAndHoldsAndReferencesAreOfTheRecordThatEntriesSpell() {
		create("Kay");
		change("KAY", (found) -> found.shade = "dark");
		age();
		change("kay", (found) -> found.shade = "pale");
		this.purge.run();
		this.events.record(Event.of(Action.VIEW, new RecordRef("COLOUR", "kAY")));
		LegalHold hold = this.holds.place(Actor.SYSTEM, LegalHold.Subject.record(new RecordRef("COLOUR", "kaY")),
				"a case");
		Paint paint = new Paint();
		inTransaction((em) -> {
			paint.colour = em.getReference(Colour.class, "KAy");
			em.persist(paint);
		});

		assertThat(hold.subject().id()).isEqualTo("Kay");
		assertThat(this.log.slice(ChangeQuery.in(Scope.everything()).recordIds("kAY"), null, 10).entries())
			.extracting(ChangeEntry::action)
			.containsExactly(Action.VIEW, Action.UPDATE);
		assertThat(this.log.slice(ChangeQuery.in(Scope.everything()).patient("KaY").withLabels(), null, 10).entries())
			.singleElement()
			.satisfies((entry) -> {
				assertThat(Objects.requireNonNull(entry.patient()).id()).isEqualTo("Kay");
				assertThat(entry.labels().values().get("colour")).extractingByKey("KAy")
					.satisfies((label) -> assertThat(label.text()).isEqualTo("pale"));
			});
		age();
		this.purge.run();
		assertThat(history("COLOUR", "kay")).hasSize(2);
	}

	@Test
	@Tag("mysql")
	void aKeyThatDisregardsAccentsKeepsItsSpelling() {
		create("Zoe");
		change("Zoë", (found) -> found.shade = "dark");
		age();
		change("zoé", (found) -> found.shade = "pale");

		this.purge.run();

		assertThat(history("COLOUR", "ZOE")).singleElement().satisfies((entry) -> {
			assertThat(entry.record().id()).isEqualTo("Zoe");
			assertThat(entry.changes()).containsExactly(value("shade", "dark", "pale"));
		});
	}

	@Test
	void aBatchTakesTheSameNumberOfStatementsAndNoneForKeysOfOneSpelling() {
		List<String> one = purged(1);
		List<String> ten = purged(10);
		Pigment pigment = new Pigment();
		pigment.name = "chalk";
		inTransaction((em) -> em.persist(pigment));
		inTransaction((em) -> em.find(Pigment.class, "chalk").origin = "far");
		age();
		List<String> exact = this.statements.of(this.purge::run);

		assertThat(ten).hasSameSizeAs(one).anyMatch((sql) -> sql.contains("insert into revtrail_spelling"));
		assertThat(exact).anyMatch((sql) -> sql.contains("pigment_aud"))
			.noneMatch((sql) -> sql.contains("revtrail_spelling"));
	}

	private List<String> purged(int records) {
		age();
		this.purge.run();
		for (int i = 0; i < records; i++) {
			create("Lea" + records + "-" + i);
			change("LEA" + records + "-" + i, (found) -> found.shade = "dark");
		}
		age();
		// What is counted is subtracted
		SettledLog.awaitFollowers(this.changeLog, this.feed);
		return this.statements.of(this.purge::run);
	}

	private void age() {
		this.clock.advance(Duration.ofDays(400));
	}

	private void create(String name) {
		Colour colour = new Colour();
		colour.name = name;
		colour.shade = "light";
		inTransaction((em) -> em.persist(colour));
	}

	private void change(String spelling, Consumer<Colour> change) {
		change(Colour.class, spelling, change);
	}

	/** The entries of a colour with whole collections, the newest first. */
	private List<ChangeEntry> whole(String spelling) {
		return this.log
			.slice(ChangeQuery.in(Scope.everything()).record(new RecordRef("COLOUR", spelling)).withWholeCollections(),
					null, 10)
			.entries();
	}

	private static FieldChange joined(String use, List<Object> before, Object... after) {
		return new FieldChange.Elements("uses", List.of(use), List.of(), List.of(),
				new FieldChange.Whole(before, List.of(after)));
	}

	private RecordSnapshot state(String type, String id) {
		return this.states.stateAtOrBefore(Scope.everything(), new RecordRef(type, id), Long.MAX_VALUE).orElseThrow();
	}

	private List<String> spellingsOf(String recordId) {
		return this.jdbc.queryForList("select spelling from revtrail_spelling where record_id = ?", String.class,
				recordId);
	}

	/**
	 * A clock that stands still until it is moved.
	 */
	@TestConfiguration(proxyBeanMethods = false)
	static class Time {

		@Bean
		SettableClock clock() {
			return new SettableClock(Instant.parse("2026-03-01T08:00:00.123456Z"));
		}

	}

}
