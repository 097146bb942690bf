package example.trust;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class TrustApplicationTests {

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private Doors doors;

	@Test
	void theHostSaysWhoCallsAndWhoIsAtWork() throws Exception {
		this.doors.save(new TrustApplication.Door());
		HttpResponse<String> response = HttpClient.newHttpClient()
			.send(HttpRequest
				.newBuilder(URI.create("http://localhost:" + this.port
						+ "/v1/change-log-entries?attributes=user&attributes=documents&attributes=type"))
				.build(), HttpResponse.BodyHandlers.ofString());
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		assertThat(response.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
		assertThat(response.headers().allValues("Cross-Origin-Resource-Policy")).containsExactly("same-origin");
		assertThat(response.body().replace(" ", "")).contains("\"item_count\":1", "\"user\":\"guard\"", "\"front\"",
				"\"ADDED\"");
	}

	@Test
	void springSecurityIsNotThere() {
		assertThat(ClassUtils.isPresent("org.springframework.security.core.Authentication", null)).isFalse();
	}

}
