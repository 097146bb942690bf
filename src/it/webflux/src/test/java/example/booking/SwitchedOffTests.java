package example.booking;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import dev.revtrail.ChangeLog;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** A reactive application that names actors itself, with the library switched off. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "revtrail.enabled=false", "spring.datasource.url=jdbc:h2:mem:off" })
class SwitchedOffTests {

	@Test
	void enversAuditsByItself(@Value("${local.server.port}") int port, @Autowired ObjectProvider<ChangeLog> changeLog,
			@Autowired JdbcTemplate jdbc) throws Exception {
		HttpResponse<String> created = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/bookings?guest=Emma"))
				.header("Authorization",
						"Basic " + Base64.getEncoder().encodeToString("ann:secret".getBytes(StandardCharsets.UTF_8)))
				.POST(BodyPublishers.noBody())
				.build(), BodyHandlers.ofString());
		assertThat(created.statusCode()).isEqualTo(200);

		assertThat(changeLog.getIfAvailable()).isNull();
		assertThat(jdbc.queryForObject("select count(*) from booking_aud join revinfo using (rev)", Long.class)).isEqualTo(1);
		assertThat(jdbc.queryForList("show tables")).noneMatch((row) -> row.toString().contains("REVTRAIL"));
	}

}
