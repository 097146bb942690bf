package dev.clinic.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("unit")
@DisabledOnOs(OS.WINDOWS)
class PrivateDatabaseTests {

	@TempDir
	private Path parent;

	@Test
	void aNewDatabaseIsPrivate() throws Exception {
		String url = "jdbc:h2:file:" + this.parent.resolve("data/clinic") + ";WRITE_DELAY=0";

		PrivateDatabase.claim(url);
		write(url);

		assertThat(permissions("data")).isEqualTo("rwx------");
		assertThat(permissions("data/clinic.mv.db")).isEqualTo("rw-------");
	}

	@Test
	void anExistingDatabaseBecomesPrivate() throws Exception {
		String url = "jdbc:h2:file:" + this.parent.resolve("clinic");
		write(url);
		Files.setPosixFilePermissions(this.parent.resolve("clinic.mv.db"),
				PosixFilePermissions.fromString("rw-r--r--"));

		PrivateDatabase.claim(url);

		assertThat(permissions("clinic.mv.db")).isEqualTo("rw-------");
		try (Connection database = DriverManager.getConnection(url)) {
			assertThat(database.createStatement().executeQuery("select * from thing").next()).isTrue();
		}
	}

	@Test
	void theDatabaseIsPrivateBeforeTheApplicationOpensIt() {
		new ApplicationContextRunner().withBean(PrivateDatabase.class)
			.withPropertyValues("spring.datasource.url=jdbc:h2:file:" + this.parent.resolve("data/clinic"))
			.run((context) -> assertThat(permissions("data/clinic.mv.db")).isEqualTo("rw-------"));
	}

	@Test
	void otherDatabasesHaveNoFile() throws IOException {
		PrivateDatabase.claim("jdbc:h2:mem:clinic");
		PrivateDatabase.claim("jdbc:mysql://localhost/clinic");

		assertThat(this.parent).isEmptyDirectory();
	}

	private static void write(String url) throws SQLException {
		try (Connection database = DriverManager.getConnection(url)) {
			database.createStatement().execute("create table thing as select 1 as id");
		}
	}

	private String permissions(String path) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(this.parent.resolve(path)));
	}

}
