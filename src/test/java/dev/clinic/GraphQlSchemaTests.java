package dev.clinic;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import graphql.introspection.IntrospectionQuery;
import graphql.introspection.IntrospectionResultToSchema;
import graphql.language.AstPrinter;
import graphql.language.AstSorter;
import graphql.language.Document;
import graphql.parser.Parser;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The served schema is the contract's, with the clinic's record types.
 */
class GraphQlSchemaTests extends GraphQlClinic {

	@Test
	void theServedSchemaIsTheContracts() throws Exception {
		assertThat(normal(served("2026-01-01"))).isEqualTo(normal(contract("audit-log.graphql")));
		assertThat(served("2026-01-01")).isEqualTo(send(request("/graphql/schema")).body());
	}

	@Test
	void theOlderSchemaDiffersInWhatTheContractSays() throws Exception {
		String older = contract("audit-log.graphql")
			.replaceAll("(?s)type (AuditEventEdge|PageInfo|AuditEventPaginationConnection) \\{.*?\\}", "")
			.replace("after: String, before: String, first: Int, last: Int",
					"after: Cursor, offset: Int, page_size: Int")
			.replace("): AuditEventPaginationConnection", "): [AuditEvent!]")
			.replace("type AuditEvent {", "type AuditEvent { cursor: Cursor!");

		assertThat(normal(served(OLDER))).isEqualTo(normal(older));
	}

	@Test
	void introspectionReturnsTheSameSchema() throws Exception {
		for (String version : new String[] { "2026-01-01", OLDER }) {
			HttpResponse<String> answer = send(posted(IntrospectionQuery.INTROSPECTION_QUERY, Map.of(), "")
				.header("Healthie-GraphQL-API-Version", version));
			Map<String, Object> data = JsonMapper.shared()
				.convertValue(data(answer),
						JsonMapper.shared().getTypeFactory().constructMapType(Map.class, String.class, Object.class));

			assertThat(normal(AstPrinter.printAst(new IntrospectionResultToSchema().createSchemaDefinition(data))))
				.contains(normal(served(version)).split("\n\n"));
		}
	}

	@Test
	void thereIsNoSchemaOfAnotherVersion() throws Exception {
		HttpResponse<String> answer = send(
				request("/graphql/schema").header("Healthie-GraphQL-API-Version", "2025-01-01"));

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(code(error(answer))).isEqualTo("UNSUPPORTED_API_VERSION");
	}

	private String served(String version) throws Exception {
		return send(request("/graphql/schema").header("Healthie-GraphQL-API-Version", version)).body();
	}

	private static String contract(String name) throws IOException {
		return new String(GraphQlSchemaTests.class.getResourceAsStream("/" + name).readAllBytes(),
				StandardCharsets.UTF_8);
	}

	/** Without descriptions and in an order of its own. */
	private static String normal(String schema) {
		Document document = Parser.parse(schema.replaceAll("\"[^\"\n]*\"\n", "\n"));
		return AstPrinter.printAst(new AstSorter().sort(document));
	}

}
