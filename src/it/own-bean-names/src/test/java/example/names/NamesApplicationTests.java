package example.names;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import example.names.HostBeans.Part;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "spring.security.user.name=ann", "spring.security.user.password=ann" })
class NamesApplicationTests {

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private ChangeLog log;

	@Autowired
	private ApplicationContext context;

	@Test
	void theApplicationKeepsItsBeans() {
		Map<String, Part> parts = this.context.getBeansOfType(Part.class);
		assertThat(parts).hasSize(17).containsKeys("changeLog", "eventLog", "purge", "callerResolver");
		assertThat(this.context.getBean("recordsController")).isInstanceOf(RecordsController.class);
		assertThat(this.context.getBean("auditController")).isInstanceOf(AuditController.class);
		assertThat(get("/audits").body()).isEqualTo("once a year");
	}

	@Test
	void andTheLibraryItsOwn() {
		String id = get("/records").body();
		assertThat(this.log.page(ChangeQuery.in(Scope.everything()).record(new RecordRef("BOOK", id)), 0, 10).entries())
			.extracting(ChangeEntry::action)
			.containsExactly(Action.CREATE);
		assertThat(get("/v1/records/BOOK/" + id + "/history").statusCode()).isEqualTo(403);
		assertThat(get("/v1/change-log-entries").statusCode()).isEqualTo(403);
	}

	private HttpResponse<String> get(String path) {
		try {
			return HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
					.header("Authorization", "Basic YW5uOmFubg==")
					.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
