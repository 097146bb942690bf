package example.shop;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.graphql.execution.GraphQlSource;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ShopApplicationTests {

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private Parcels parcels;

	@Autowired
	private GraphQlSource own;

	@Test
	void theHostsSchemaAndTheLogsAreServedSideBySide() throws Exception {
		this.parcels.save(new ShopApplication.Parcel());

		assertThat(ask("/graphql", "{ parcels { id } }")).isEqualTo("{\"data\":{\"parcels\":[{\"id\":\"first\"}]}}");
		assertThat(ask("/graphql", "{ auditLog { total_count } }")).contains("auditLog", "undefined");
		assertThat(ask("/log", "{ auditLog(resource_name: PARCEL) { nodes { resource_id type } } }"))
			.isEqualTo("{\"data\":{\"auditLog\":{\"nodes\":[{\"resource_id\":\"first\",\"type\":\"CREATE\"}]}}}");
		assertThat(ask("/log", "{ parcels { id } }")).contains("parcels", "undefined");
	}

	@Test
	void theHostsSchemaIsItsOwn() {
		assertThat(this.own.schema().getQueryType().getFieldDefinitions()).singleElement()
			.satisfies((field) -> assertThat(field.getName()).isEqualTo("parcels"));
	}

	private String ask(String path, String query) throws Exception {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
				.header("Content-Type", "application/json")
				.POST(HttpRequest.BodyPublishers.ofString("{\"query\": \"" + query + "\"}"))
				.build(), HttpResponse.BodyHandlers.ofString())
			.body();
	}

}
