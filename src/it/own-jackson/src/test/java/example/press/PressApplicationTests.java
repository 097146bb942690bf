package example.press;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class PressApplicationTests {

	private static final String LOG = "/v1/change-log-entries";

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private Papers papers;

	@BeforeEach
	void print() {
		this.papers.save(new PressApplication.Paper());
	}

	@Test
	void theHostsOwnJsonIsStillThatOfJackson2() throws Exception {
		assertThat(ClassUtils.isPresent("org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration", null))
			.isFalse();
		assertThat(send("GET", "/paper", "").body()).isEqualTo("{\"id\":\"daily\",\"title\":\"NEWS\"}");
	}

	@Test
	void theLogIsReadAndWrittenAllTheSame() throws Exception {
		HttpResponse<String> noted = send("POST", LOG,
				"{\"document_type\":\"Paper\",\"document\":\"daily\",\"note\":\"Read.\"}");
		assertThat(noted.statusCode()).as(noted.body()).isEqualTo(200);

		HttpResponse<String> read = send("GET", LOG + "?attributes=type&attributes=documents", "");
		assertThat(read.statusCode()).isEqualTo(200);
		assertThat(read.body().replace(" ", "")).contains("\"ADDED\"", "\"daily\"");
	}

	private HttpResponse<String> send(String method, String path, String body) throws Exception {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
				.header("Content-Type", "application/json")
				.method(method, BodyPublishers.ofString(body))
				.build(), BodyHandlers.ofString());
	}

}
