package dev.revtrail.envers.boot;

import java.nio.file.Path;

import dev.revtrail.envers.SchemaExport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Migrations are written where the host's tool looks for them.
 */
@Tag("unit")
class HostMigrationsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "FLYWAY | any=1 | src/main/resources/db/migration",
			"FLYWAY | spring.flyway.locations=classpath:/sql/one,classpath:two | src/main/resources/sql/one",
			"FLYWAY | spring.flyway.locations[0]=classpath:one | src/main/resources/one",
			"FLYWAY | spring.flyway.locations=filesystem:/srv/sql | /srv/sql",
			"LIQUIBASE | any=1 | src/main/resources/db/changelog",
			"LIQUIBASE | spring.liquibase.change-log=classpath:/liquibase/all.xml | src/main/resources/liquibase",
			"SQL | any=1 | ''" })
	void itsFolderIsThatOfTheTool(SchemaExport kind, String setting, Path folder) {
		assertThat(HostMigrations.directory(kind, environment(setting))).isEqualTo(folder);
	}

	@Test
	void aFolderThatDependsOnTheDatabaseHasToBeNamed() {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> HostMigrations.directory(SchemaExport.FLYWAY,
					environment("spring.flyway.locations=classpath:db/{vendor}")))
			.withMessageContaining("Set revtrail.schema.export-directory.");
	}

	private static MockEnvironment environment(String setting) {
		return new MockEnvironment().withProperty(setting.split("=")[0], setting.split("=")[1]);
	}

}
