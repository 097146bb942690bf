package example.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import example.refit.RefitApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(OutputCaptureExtension.class)
class FleetApplicationTests {

	@Test
	void theHostsOwnMigrationsAreEnough() {
		try (ConfigurableApplicationContext context = start("--revtrail.schema.audit-tables=validate")) {
			Ship ship = new Ship();
			ship.id = 7;
			ship.name = "Beagle";
			Ships ships = context.getBean(Ships.class);
			ships.save(ship);
			ship.name = "Fram";
			ships.save(ship);
			assertThat(context.getBean(ChangeLog.class)
				.page(ChangeQuery.in(Scope.everything()).record(new RecordRef("SHIP", "7")), 0, 10)
				.entries()
				.get(0)
				.changes()).containsExactly(new FieldChange.Value("name", "Beagle", "Fram", true));
		}
	}

	@Test
	void theLibrarysTablesAreNoMigrationOfTheHosts() {
		try (ConfigurableApplicationContext context = start()) {
			assertThat(context.getBean(JdbcTemplate.class)
				.queryForList("select \"script\" from \"flyway_schema_history\" where \"version\" is not null order by \"installed_rank\"",
						String.class))
				.containsExactly("V1__ship.sql", "V2__ship_history.sql", "V3__ship_history_index.sql");
		}
	}

	@Test
	void startUpStopsWithTheDdlOfAMissingAuditTable(CapturedOutput output) {
		assertThatThrownBy(() -> start("--revtrail.schema.audit-tables=validate", "--spring.flyway.target=1").close())
			.isNotNull();
		assertThat(output.toString().toLowerCase()).contains("application failed to start", "create table ship_aud",
				"create index", "revtrail.schema.audit-tables");
	}

	@Test
	void startUpStopsWithTheDdlOfAMissingIndexAlone(CapturedOutput output) {
		assertThatThrownBy(() -> start("--revtrail.schema.audit-tables=validate", "--spring.flyway.target=2").close())
			.isNotNull();
		assertThat(output.toString().toLowerCase()).contains("application failed to start", "create index")
			.doesNotContain("create table");
	}

	@Test
	void theLibraryMakesWhatIsMissingWhereItIsAskedTo() {
		try (ConfigurableApplicationContext context = start("--revtrail.schema.audit-tables=create",
				"--spring.flyway.target=1")) {
			context.getBean(Ships.class).save(new Ship());
			assertThat(context.getBean(ChangeLog.class)
				.count(ChangeQuery.in(Scope.everything()).exceptRecordTypes(RecordRef.CHANGE_LOG))).isEqualTo(1);
		}
	}

	@Test
	void whatIsMissingBecomesTheNextMigration(@TempDir Path migrations, CapturedOutput output) throws IOException {
		Files.copy(Path.of("src/main/resources/db/migration/V1__ship.sql"), migrations.resolve("V1__ship.sql"));
		String url = newUrl();
		String[] args = { "--spring.flyway.locations=filesystem:" + migrations, "--revtrail.schema.initialize=never",
				"--revtrail.schema.audit-tables=validate", "--revtrail.schema.export=flyway" };
		assertThatThrownBy(() -> start(FleetApplication.class, url, args).close()).isNotNull();
		assertThat(migrations.resolve("V2__revtrail.sql")).content()
			.containsIgnoringCase("create table ship_aud")
			.containsIgnoringCase("revtrail_entry");
		assertThat(output).contains("The DDL is the migration " + migrations.resolve("V2__revtrail.sql"));
		start(FleetApplication.class, url, args).close();

		Files.writeString(migrations.resolve("V3__flag.sql"), "alter table ship add column flag varchar(40);");
		assertThatThrownBy(() -> start(RefitApplication.class, url, args).close()).isNotNull();
		assertThat(migrations.resolve("V4__revtrail.sql")).content().containsIgnoringCase("alter table").contains("flag");
		int before = output.length();
		start(RefitApplication.class, url, args).close();
		assertThat(output.toString().substring(before).lines().filter((line) -> !line.contains("o.f.c.internal")))
			.noneMatch((line) -> line.contains("WARN") || line.contains("ERROR"));
		assertThat(migrations).isDirectoryNotContaining((file) -> file.getFileName().toString().startsWith("V5"));
	}

	private static ConfigurableApplicationContext start(String... args) {
		return start(FleetApplication.class, newUrl(), args);
	}

	private static String newUrl() {
		return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
	}

	private static ConfigurableApplicationContext start(Class<?> application, String url, String... args) {
		return new SpringApplicationBuilder(application).properties("spring.datasource.url=" + url).run(args);
	}

}
