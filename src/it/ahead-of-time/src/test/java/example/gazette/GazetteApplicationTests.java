package example.gazette;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import dev.revtrail.retention.Purge;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class GazetteApplicationTests {

	private static final String AUTHORIZATION = "Basic "
			+ Base64.getEncoder().encodeToString("editor:gazette".getBytes(StandardCharsets.UTF_8));

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private Articles articles;

	@Autowired
	private Purge purge;

	private String id;

	@BeforeEach
	void changeAnArticle() throws Exception {
		assertThat(AotDetector.useGeneratedArtifacts()).isTrue();
		this.id = send("POST", "/articles?title=Dewey%20wins").body();
		assertThat(send("PUT", "/articles/" + this.id + "?title=Truman%20wins&tag=election").statusCode())
			.isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v1/change-log-entries?attributes=details&attributes=user", "/v1/records/article?id=%s", "/v1/admin/audit-log", "/v1/feed",
			"/graphql?query=%%7BauditLog%%7Bnodes%%7Bacting_user%%7Bid%%7Dresource_changes%%7Bvalue_after_change%%7D%%7D%%7D%%7D",
			"/audit-log/data/entries", "/v1/change-log-entries/export?format=ndjson" })
	void everyContractShowsTheChange(String path) throws Exception {
		assertThat(get(path.formatted(this.id))).contains("editor", "Truman wins");
	}

	@Test
	void thePageAndTheDocumentAreThere() throws Exception {
		assertThat(get("/audit-log")).contains("<html", "page.js");
		assertThat(get("/v1/openapi.json")).contains("/v1/change-log-entries", "/v1/feed");
		assertThat(get("/gazette/live/audit")).contains("totalElements");
		assertThat(get("/actuator/health")).contains("UP");
	}

	@Test
	void revisionRepositoriesRead() {
		assertThat(this.articles.findRevisions(Long.valueOf(this.id)).getContent())
			.extracting((revision) -> revision.getEntity().getTitle())
			.isEqualTo(List.of("Dewey wins", "Truman wins"));
	}

	@Test
	void nothingIsOldEnoughToBePurged() {
		assertThat(this.purge.run().removed()).isZero();
	}

	private String get(String path) throws Exception {
		HttpResponse<String> answer = send("GET", path);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return answer.body();
	}

	private HttpResponse<String> send(String method, String path) throws Exception {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
				.header("Authorization", AUTHORIZATION)
				.header("Sec-Fetch-Site", "same-origin")
				.method(method, HttpRequest.BodyPublishers.noBody())
				.build(), HttpResponse.BodyHandlers.ofString());
	}

}
