package dev.clinic;

import java.net.http.HttpHeaders;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The headers by which browsers keep answers from other sites.
 */
@Tag("h2")
@TestPropertySource(properties = "test.database.of=AnswerHeaders")
class AnswerHeadersTests extends RunningClinic {

	@ParameterizedTest
	@ValueSource(strings = { ENTRIES, ENTRIES + "?x=1", ENTRIES + "/0", ENTRIES + "/export?format=csv",
			ENTRIES + "/export?format=ndjson", ENTRIES + "/export/none", "/v1/feed", "/v1/feed?x=1",
			"/v1/records/User?id=1", "/v1/revisions/1", "/v1/requests?id=none", "/v1/openapi.json",
			"/v1/admin/audit-log", "/acme/live/audit", "/graphql", "/graphql/schema", "/graphql?query=%7B__typename%7D",
			"/audit-log", "/audit-log/", "/audit-log/timeline.js", "/audit-log/log.js", "/audit-log/assets/none.js",
			"/audit-log/data/settings", "/audit-log/data/none", "/audit-log/data/export?format=csv",
			"/audit-log/data/access-report?format=html&patient=1", "/v1/patients/1/access-report?format=html",
			"/v1/patients/1/access-report/none" })
	void everyAnswerHasThemOnce(String path) throws Exception {
		for (String who : new String[] { "owner", "patient", "stranger" }) {
			assertProtected(get(path, who).headers());
		}
		assertProtected(send(request(path)).headers());
		assertProtected(send(request(path, "owner").method("OPTIONS", BodyPublishers.noBody())).headers());
		assertProtected(send(request(path, "owner").method("DELETE", BodyPublishers.noBody())).headers());
	}

	@Test
	void filesOfThePageHaveThem() throws Exception {
		Matcher script = Pattern.compile("src=\"([^\"]+\\.js)\"").matcher(get("/audit-log", "owner").body());
		assertThat(script.find()).isTrue();

		assertProtected(get("/" + script.group(1), "owner").headers());
	}

	@Test
	void otherAnswersOfTheHostAreItsOwn() throws Exception {
		assertThat(get("/api/users", "owner").headers().firstValue("Cross-Origin-Resource-Policy")).isEmpty();
	}

	private static void assertProtected(HttpHeaders headers) {
		assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
		assertThat(headers.allValues("Cross-Origin-Resource-Policy")).containsExactly("same-origin");
	}

}
