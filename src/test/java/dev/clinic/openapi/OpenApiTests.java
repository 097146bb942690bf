package dev.clinic.openapi;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.clinic.RunningClinic;
import dev.clinic.openapi.ApiDocument.Operation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The document says what the handlers do, no less and no more.
 */
@Tag("h2")
class OpenApiTests extends RunningClinic {

	private static final String EXPORT = ENTRIES + "/export";

	private static final String REPORT = "/v1/patients/{patient}/access-report";

	private static final String DOCUMENT = "/v1/openapi.json";

	private static final String FORM = "application/x-www-form-urlencoded";

	/**
	 * What every caller may meet, but only one who asks too much, twice at once, or of a
	 * slow database.
	 */
	private static final Set<Integer> ELSEWHERE = Set.of(409, 429, 503);

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping mapping;

	private ApiDocument document;

	private String user;

	private String export;

	private String entry;

	private String revision;

	@BeforeEach
	void changeRecords() throws Exception {
		if (this.document != null) {
			return;
		}
		this.document = new ApiDocument(json(get(DOCUMENT, "owner")));
		this.user = json(send(request("/api/users", "owner").header("Content-Type", "application/json")
			.header("X-Request-Id", "documented")
			.POST(HttpRequest.BodyPublishers
				.ofString("{\"email\": \"documented@acme.example\", \"firstName\": \"Do\", \"lastName\": \"Cu\"}"))))
			.get("id")
			.asString();
		JsonNode first = json(get("/v1/records/User?id=" + this.user, "owner")).at("/items/0");
		this.entry = first.get("_id").asString();
		this.revision = first.at("/revision/number").asString();
		this.export = get(EXPORT + "?format=csv", "owner").headers().firstValue("X-Export-Id").orElseThrow();
	}

	@Test
	void isADocumentOfVersionThreePointOne() {
		JsonNode root = this.document.root();
		assertThat(root.get("openapi").asString()).isEqualTo("3.1.0");
		assertThat(root.at("/info/title").asString()).isEqualTo("clinic change log");
		assertThat(root.at("/servers/0/url").asString()).isEqualTo("/");
		assertThat(this.document.operations()).extracting((operation) -> operation.content().get("operationId"))
			.doesNotHaveDuplicates()
			.doesNotContainNull();
		Matcher references = Pattern.compile("\"\\$ref\":\"#([^\"]+)\"").matcher(root.toString());
		while (references.find()) {
			assertThat(root.at(references.group(1)).isObject()).as(references.group(1)).isTrue();
		}
	}

	@ParameterizedTest
	@CsvSource({ "owner,200", "auditor,200", "patient,200", "stranger,401" })
	void isForEveryCallerWhoIsKnown(String who, int status) throws Exception {
		assertThat(get(DOCUMENT, who).statusCode()).isEqualTo(status);
		assertThat(get(DOCUMENT + "?x=1", "owner").statusCode()).isEqualTo(400);
	}

	@Test
	void hasThePathsThatThereAre() {
		Set<String> handled = new TreeSet<>();
		this.mapping.getHandlerMethods().forEach((info, method) -> {
			if (method.getBeanType().getPackageName().startsWith("dev.revtrail.web")) {
				for (RequestMethod verb : info.getMethodsCondition().getMethods()) {
					if (verb != RequestMethod.OPTIONS) {
						info.getPatternValues()
							.stream()
							.filter((path) -> !path.endsWith("/"))
							.forEach((path) -> handled.add(verb.name().toLowerCase(Locale.ROOT) + " " + path));
					}
				}
			}
		});
		assertThat(this.document.operations()).extracting(Operation::toString)
			.containsExactlyInAnyOrderElementsOf(handled);
	}

	@Test
	void hasTheParametersThatThereAre() throws Exception {
		for (Operation operation : this.document.operations()) {
			HttpResponse<String> answer = operation.method().equals("get")
					? get(path(operation) + "?no_such_parameter=1", "owner")
					: post(path(operation), "no_such_parameter=1");
			assertThat(answer.statusCode()).as(operation.toString()).isEqualTo(400);
			assertThat(reported(answer.body())).as(operation.toString()).isEqualTo(documented(operation));
		}
	}

	private static Set<String> documented(Operation operation) {
		JsonNode body = operation.content().at("/requestBody/content/application~1json/schema");
		return body.isMissingNode() ? operation.queryNames()
				: new TreeSet<>(operation.document().resolved(body).get("properties").propertyNames());
	}

	/** Returns the names in the response to an unknown parameter. */
	private static Set<String> reported(String body) {
		Matcher names = Pattern.compile("There are ([A-Za-z0-9_, -]+)\\.").matcher(body);
		return names.find() ? new TreeSet<>(Arrays.asList(names.group(1).split(", "))) : Set.of();
	}

	@Test
	void hasTheStatusesThatThereAreAndEachAnswersByItsSchema() throws Exception {
		for (Operation operation : this.document.operations()) {
			Set<Integer> met = new TreeSet<>();
			for (HttpResponse<String> answer : operation.method().equals("get") ? reads(operation) : notes()) {
				met.add(answer.statusCode());
				String type = answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
				if (!type.equals("application/json")) {
					assertThat(operation.mediaTypes(answer.statusCode())).as(operation.toString()).contains(type);
					continue;
				}
				assertThat(operation.errors(answer.statusCode(), json(answer)))
					.as(operation + " " + answer.uri() + " " + answer.body())
					.isEmpty();
			}
			assertThat(met).as(operation.toString())
				.isEqualTo(operation.statuses()
					.stream()
					.filter((status) -> !ELSEWHERE.contains(status))
					.collect(Collectors.toSet()));
		}
	}

	@Test
	void itsExamplesAreByItsSchemas() {
		for (Operation operation : this.document.operations()) {
			for (int status : operation.statuses()) {
				if (!operation.mediaTypes(status).contains("application/json")) {
					continue;
				}
				assertThat(operation.errors(status, operation.answer(status).get("example")))
					.as(operation + " " + status)
					.isEmpty();
			}
			operation.parameters("query")
				.stream()
				.filter((parameter) -> parameter.has("example"))
				.forEach((parameter) -> assertThat(
						this.document.errors(parameter.get("schema"), parameter.get("example")))
					.as(operation + " " + parameter.get("name"))
					.isEmpty());
		}
		JsonNode note = this.document.operation("post", ENTRIES).content().at("/requestBody/content");
		note.forEach((type) -> assertThat(this.document.errors(type.get("schema"), type.get("example"))).isEmpty());
	}

	@Test
	void aSchemaCanRejectAnAnswer() {
		Operation list = this.document.operation("get", ENTRIES);
		assertThat(list.errors(200, json("{\"items\": [], \"page\": 1}"))).isNotEmpty();
		assertThat(list.errors(400, json("{\"hint\": \"Bad.\", \"arg_errors\": null, \"trace\": \"at dev\"}")))
			.isNotEmpty();
		assertThat(list.errors(418, json("{}"))).isNotEmpty();
	}

	private List<HttpResponse<String>> reads(Operation operation) throws Exception {
		String path = path(operation);
		String query = query(operation);
		List<HttpResponse<String>> answers = new ArrayList<>(List.of(get(path + query, "owner"),
				get(path + "?no_such_parameter=1", "owner"), get(path + query, "stranger")));
		if (operation.statuses().contains(403)) {
			answers.add(get(path + query, "patient"));
		}
		if (operation.statuses().contains(404)) {
			Map<String, String> nothing = Map.of("id", "8000000000000000", "number", "987654321", "tenant", "nobody",
					"type", "no-such-type", "patient", "nobody");
			answers.add(get(operation.filled(nothing) + query.replace("documented", "nothing"), "owner"));
		}
		for (String more : List.of("labels=true", "after=", "per_page=1", "attributes=details&attributes=user&after=",
				"attributes=details&attributes=documents&sort_by=-_id", "limit=500", "size=100")) {
			if (operation.queryNames().contains(more.replaceAll("=.*", ""))) {
				answers.add(get(path + query + (query.isEmpty() ? "?" : "&") + more, "owner"));
			}
		}
		return answers;
	}

	private List<HttpResponse<String>> notes() throws Exception {
		String note = "document_type=User&note=Noted&document=";
		return List.of(post(ENTRIES, note + this.user), post(ENTRIES, note), post(ENTRIES, note + "987654321"),
				post(ENTRIES, "note=" + "x".repeat(100_001)), send(note("owner", "text/plain", note + this.user)),
				send(note("auditor", FORM, note + this.user)), send(note("stranger", FORM, note + this.user)),
				send(note("owner", "application/json",
						"{\"document_type\": \"User\", \"document\": \"" + this.user + "\", \"note\": \"Noted\"}")),
				send(note("owner", FORM, note + this.user).header("Idempotency-Key", "documented")),
				send(note("owner", FORM, note.replace("Noted", "Other") + this.user).header("Idempotency-Key",
						"documented")));
	}

	private String path(Operation operation) {
		String id = (operation.path().startsWith(EXPORT) || operation.path().startsWith(REPORT)) ? this.export
				: this.entry;
		return operation
			.filled(Map.of("id", id, "number", this.revision, "type", "User", "tenant", "acme", "patient", this.user));
	}

	/** What an operation must be given. */
	private String query(Operation operation) {
		return switch (operation.path()) {
			case "/v1/records/{type}" -> "?id=" + this.user;
			case "/v1/records/{type}/state" -> "?id=" + this.user + "&at_or_before=" + this.revision;
			case "/v1/records/{type}/difference" ->
				"?id=" + this.user + "&from=" + this.revision + "&to=" + this.revision;
			case "/v1/requests" -> "?id=documented";
			case EXPORT, REPORT -> "?format=ndjson";
			default -> "";
		};
	}

	private HttpResponse<String> post(String path, String form) throws Exception {
		return send(note("owner", FORM, form));
	}

	private HttpRequest.Builder note(String who, String type, String body) {
		return request(ENTRIES, who).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body));
	}

	private static JsonNode json(String text) {
		return JsonMapper.shared().readTree(text);
	}

}
