package dev.clinic;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("h2")
class EmbeddedDatabaseTests {

	@TempDir
	Path folder = Path.of("");

	@Test
	void byDefaultACommitIsOnDiskWhenItIsAcknowledged() throws IOException, SQLException {
		String url = new YamlPropertySourceLoader().load("clinic", new ClassPathResource("application.yml"))
			.stream()
			.map((source) -> String.valueOf(source.getProperty("spring.datasource.url")))
			.findFirst()
			.orElseThrow();
		assertThat(url).startsWith("jdbc:h2:file:./data/clinic");
		try (Connection connection = DriverManager.getConnection(url.replace("./data", this.folder.toString()), "sa",
				"");
				ResultSet setting = connection.createStatement()
					.executeQuery("select setting_value from information_schema.settings "
							+ "where setting_name = 'WRITE_DELAY'")) {
			assertThat(setting.next()).isTrue();
			assertThat(setting.getInt(1)).isZero();
		}
	}

}
