package dev.revtrail.envers.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import dev.revtrail.envers.SchemaExport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Migrations that are written go on in the way of those that are there.
 */
@Tag("unit")
class MigrationFilesTests {

	private static final List<String> DDL = List.of("create table a (id int)", "create index b on a (id)");

	private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-30T01:02:03Z"), ZoneOffset.UTC);

	@TempDir
	private Path folder;

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "V1__ship.sql | V2__revtrail.sql", "V9__a.sql,V10__b.sql | V11__revtrail.sql",
			"V001__a.sql | V002__revtrail.sql", "V1.9__a.sql,V1.10__b.sql | V1.11__revtrail.sql",
			"V2_3__a.sql | V2_4__revtrail.sql", "V20260101__a.sql | V20261130__revtrail.sql",
			"V20261130__a.sql | V20261131__revtrail.sql", "V202601010101__a.sql | V202611300102__revtrail.sql",
			"V20260101010101__a.sql | V20261130010203__revtrail.sql", "R__view.sql,V3__a.sql | V4__revtrail.sql",
			"other/V7__a.sql,V1__b.sql | V8__revtrail.sql", "readme.txt | V1__revtrail.sql" })
	void aMigrationOfFlywayHasTheNextVersion(String others, String name) throws IOException {
		add(others);

		assertThat(write(SchemaExport.FLYWAY)).isEqualTo(this.folder.resolve(name)).hasContent("""
				-- What the change log lacks in the database.

				create table a (id int);

				create index b on a (id);
				""");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "001-ship.yaml,002-crew.sql | 003-revtrail.sql",
			"20260101120000-ship.xml | 20261130010203-revtrail.sql", "ship.xml | 20261130010203-revtrail.sql" })
	void aChangeLogOfLiquibaseHasOneChangeSet(String others, String name) throws IOException {
		add(others);

		assertThat(write(SchemaExport.LIQUIBASE)).isEqualTo(this.folder.resolve(name))
			.content()
			.startsWith(
					"--liquibase formatted sql\n\n--changeset revtrail:" + name.replace(".sql", " dbms:postgresql\n"))
			.endsWith("create table a (id int);\n\ncreate index b on a (id);\n");
	}

	@Test
	void aScriptHasItsTime() {
		assertThat(write(SchemaExport.SQL)).isEqualTo(this.folder.resolve("revtrail-20261130010203.sql"));
	}

	@Test
	void whatAFileHasAlreadyIsNotWrittenAgain() throws IOException {
		Path first = write(SchemaExport.FLYWAY);

		assertThat(write(SchemaExport.FLYWAY)).isEqualTo(first);
		assertThat(new MigrationFiles(SchemaExport.FLYWAY, this.folder, CLOCK).write(List.of("create table c (id int)"),
				"postgresql"))
			.isEqualTo(this.folder.resolve("V2__revtrail.sql"));
		assertThat(Files.list(this.folder)).hasSize(2);
	}

	@Test
	void aFolderThatIsNotThereIsMade() {
		this.folder = this.folder.resolve("db/migration");

		assertThat(write(SchemaExport.FLYWAY)).exists();
	}

	private Path write(SchemaExport kind) {
		return new MigrationFiles(kind, this.folder, CLOCK).write(DDL, "postgresql");
	}

	private void add(String files) throws IOException {
		for (String file : files.split(",")) {
			Path path = this.folder.resolve(file);
			Files.createDirectories(path.getParent());
			Files.writeString(path, "-- empty\n");
		}
	}

}
