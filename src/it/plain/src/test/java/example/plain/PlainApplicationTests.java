package example.plain;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class PlainApplicationTests {

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private ChangeLog changeLog;

	@Test
	void aChangeIsKeptWithItsValuesBeforeAndAfter() throws Exception {
		String id = send("POST", "/books?title=Emma&price=10.00").body();
		HttpResponse<String> update = send("PUT", "/books/" + id + "/price?price=12.50");
		List<ChangeEntry> history = this.changeLog
			.page(ChangeQuery.in(Scope.everything()).record(new RecordRef("BOOK", id)).oldestFirst(), 0, 10)
			.entries();
		assertThat(history).extracting(ChangeEntry::action).containsExactly(Action.CREATE, Action.UPDATE);
		ChangeEntry repriced = history.get(1);
		assertThat(repriced.changes().list()).hasSize(1);
		FieldChange.Value price = (FieldChange.Value) repriced.changes().of("price").orElseThrow();
		assertThat((BigDecimal) price.from()).isEqualByComparingTo("10");
		assertThat((BigDecimal) price.to()).isEqualByComparingTo("12.5");
		assertThat(repriced.revision().actor()).isEqualTo(Actor.ANONYMOUS);
		assertThat(repriced.revision().requestId()).isNotNull()
			.isEqualTo(update.headers().firstValue("X-Request-Id").orElseThrow());
	}

	@ParameterizedTest
	@ValueSource(strings = { "io.micrometer.core.instrument.MeterRegistry", "io.micrometer.context.ContextRegistry",
			"reactor.core.publisher.Mono",
			"org.springframework.data.envers.repository.support.EnversRevisionRepositoryFactoryBean" })
	void whatTheLibraryCanDoWithoutIsNotThere(String type) {
		assertThat(ClassUtils.isPresent(type, null)).isFalse();
	}

	@Test
	void theLogCannotBeReadWithoutAUser() throws Exception {
		assertThat(send("GET", "/v1/change-log-entries").statusCode()).isEqualTo(401);
	}

	private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
				.method(method, HttpRequest.BodyPublishers.noBody())
				.build(), HttpResponse.BodyHandlers.ofString());
	}

}
