package dev.revtrail.envers.unaudited;

import java.util.List;

import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Diagnostics;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.TrackingReport;
import dev.revtrail.test.RevtrailAssertions;
import dev.revtrail.TestDatabase;
import dev.revtrail.envers.unaudited.Oddities.Oddity;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Start-up lists which attributes of tracked entities are not audited, and why. What
 * Envers cannot audit does not stop an application that inherits it.
 */
@Tag("h2")
@ExtendWith(OutputCaptureExtension.class)
class UnauditedAttributesTests {

	@Test
	void eachEntityWithUnauditedAttributesIsListedOnce(CapturedOutput output) {
		start().close();

		assertThat(lines(output)).containsExactly("Deserter: not audited (it extends Follower, which is audited)",
				"Oddity: not audited: any (Envers does not support @Any), "
						+ "byPlain (its target Plain is not audited), byRule (insertable = false), "
						+ "children (its target Plain is not audited), "
						+ "computed (Envers does not support formulas), hidden (@NotAudited), "
						+ "lobs (Envers supports collections of large objects only as maps), "
						+ "more (its table oddity_more has another attribute that is not audited), "
						+ "notes (@NotAudited), other (its target Plain is not audited), "
						+ "part.partOf (its target Plain is not audited), part.secret (@NotAudited), "
						+ "pieces.weight (@NotAudited), plain (its target Plain is not audited), "
						+ "plains (its target Plain is not audited), "
						+ "series (Envers does not support its kind of collection), version (@Version)",
				"Parcel: not audited: seal (@NotAudited), "
						+ "stamp (Sealed has a getter that is not audited for this class only)");
	}

	@Test
	void byEnversOwnRuleInheritedAttributesAreListed(CapturedOutput output) {
		start("--revtrail.audit-inherited=false").close();

		assertThat(lines(output)).filteredOn((line) -> line.startsWith("Oddity:"))
			.singleElement()
			.asString()
			.contains("kept (Odd, which declares it, is not audited)")
			.contains("part (Odd, which declares it, is not audited)")
			.contains("notes (@NotAudited)");
	}

	@Test
	void aGetterThatOneEntityLeavesOutStaysAuditedForTheOthers() {
		try (ConfigurableApplicationContext application = start()) {
			application.getBean(TransactionTemplate.class).executeWithoutResult((status) -> {
				Oddities.Envelope envelope = new Oddities.Envelope();
				envelope.setSeal("s");
				Oddities.Parcel parcel = new Oddities.Parcel();
				parcel.setSeal("s");
				application.getBean(EntityManager.class).persist(envelope);
				application.getBean(EntityManager.class).persist(parcel);
			});

			assertThat(newest(application, new RecordRef("ENVELOPE", "0")))
				.containsExactly(new FieldChange.Value("seal", null, "s", true));
			assertThat(newest(application, new RecordRef("PARCEL", "0"))).isEmpty();
		}
	}

	@Test
	void theOthersAreAudited() {
		try (ConfigurableApplicationContext application = start()) {
			application.getBean(TransactionTemplate.class).executeWithoutResult((status) -> {
				Oddity oddity = new Oddity();
				oddity.id = 1;
				oddity.kept = "k";
				oddity.part = new Oddities.Part();
				oddity.part.label = "l";
				application.getBean(EntityManager.class).persist(oddity);
			});

			assertThat(newest(application, new RecordRef("ODDITY", "1"))).containsExactly(
					new FieldChange.Value("kept", null, "k", true),
					new FieldChange.Value("part.label", null, "l", true));
		}
	}

	@Test
	void theReportHasThemToo() {
		try (ConfigurableApplicationContext application = start()) {
			TrackingReport report = application.getBean(Diagnostics.class).report();

			assertThat(report.recordTypes()).filteredOn((type) -> type.name().equals("ODDITY"))
				.singleElement()
				.satisfies((type) -> {
					assertThat(type.entities()).containsExactly(Oddity.class.getName());
					assertThat(type.fields()).contains("kept", "part.label").doesNotContain("plain");
					assertThat(type.notAudited()).containsEntry("Oddity.plain", "its target Plain is not audited")
						.containsEntry("Oddity.version", "@Version");
					assertThat(type.hasOrganization()).isFalse();
				});
			assertThat(report.untrackedEntities()).contains(Oddities.Plain.class.getName())
				.allMatch((entity) -> entity.startsWith(Oddity.class.getPackageName()));
			assertThat(report.missingIndexes()).isEmpty();
			assertThat(report.versions()).containsKeys("revtrail", "revtrailTables", "hibernate", "springBoot")
				.hasEntrySatisfying("database", (database) -> assertThat(database).startsWith("H2 2."));
		}
	}

	@Test
	void aTestFailsWithAllThatIsNotTracked() {
		try (ConfigurableApplicationContext application = start()) {
			assertThatExceptionOfType(AssertionError.class)
				.isThrownBy(() -> RevtrailAssertions.assertThatEverythingIsTracked(application, "Oddity.plain"))
				.withMessageContaining("Not everything is tracked:")
				.withMessageContaining(Oddities.Plain.class.getName() + " is not tracked.")
				.withMessageContaining("Oddity.byPlain is not audited: its target Plain is not audited.")
				.satisfies((error) -> assertThat(error.getMessage()).doesNotContain("Oddity.plain ", "Oddity.version",
						"Oddity.notes", "index"));
		}
	}

	@Test
	void anIndexThatIsGoneAndBulkStatementsAreFound() {
		try (ConfigurableApplicationContext application = start()) {
			JdbcTemplate jdbc = application.getBean(JdbcTemplate.class);
			jdbc.execute("alter table " + table(jdbc, "%ENVELOPE_AUD") + " drop primary key");
			application.getBean(TransactionTemplate.class)
				.executeWithoutResult(
						(status) -> jdbc.update("update " + table(jdbc, "%ENVELOPE") + " set seal = 'x'"));

			assertThatExceptionOfType(AssertionError.class)
				.isThrownBy(() -> RevtrailAssertions.assertThatEverythingIsTracked(application))
				.withMessageContaining("An index is missing: create index ")
				.withMessageContaining("A bulk update of table ")
				.withMessageContaining(" left no entry.");
		}
	}

	@Test
	void startUpSaysInAFewLinesWhatIsRecorded(CapturedOutput output) {
		start().close();

		assertThat(output).contains("The change log records ", " attributes are not audited.",
				"Without a way to an organization", "(AUDIT_ALL)", "Entities that are not tracked: ",
				"leave no entries (revtrail.bulk.mode=warn)", "Entries are kept for ever.", "Versions: database H2 2.");
	}

	private static String table(JdbcTemplate jdbc, String pattern) {
		return "\"" + jdbc.queryForObject("select table_name from information_schema.tables where table_name like ?",
				String.class, pattern) + "\"";
	}

	private static List<FieldChange> newest(ConfigurableApplicationContext application, RecordRef record) {
		return application.getBean(ChangeLog.class)
			.slice(ChangeQuery.in(Scope.everything()).record(record), null, 1)
			.entries()
			.get(0)
			.changes()
			.list();
	}

	private static List<String> lines(CapturedOutput output) {
		return output.getOut()
			.lines()
			.filter((line) -> line.contains("RevtrailIntegrator") && line.contains("not audited"))
			.map((line) -> line.replaceAll("^.*?RevtrailIntegrator\\s*:\\s*", ""))
			.toList();
	}

	private static ConfigurableApplicationContext start(String... settings) {
		return new SpringApplicationBuilder(Oddities.class).web(WebApplicationType.NONE)
			.initializers(new TestDatabase())
			.properties("spring.config.name=library", "spring.jpa.hibernate.ddl-auto=create",
					"spring.flyway.enabled=false", "revtrail.schema.initialize=always")
			.run(settings);
	}

}
