package dev.clinic.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.clinic.api.ApiClient.Answer;
import dev.clinic.record.ClinicPrincipal;
import dev.clinic.record.ClinicRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.rest.core.mapping.RepositoryResourceMappings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Walks all repositories: what holds for one type of record holds for each.
 */
@ApiTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryRecordTests {

	private static final Set<String> NOT_CREATED = Set.of("organizations", "api-keys");

	private static final Set<String> NOT_DELETED = Set.of("organizations");

	@Autowired
	private ApiClient api;

	@Autowired
	private RepositoryResourceMappings mappings;

	/** Two that no test changes: what is asked of them is refused. */
	private Practice untouched;

	private Practice other;

	@BeforeAll
	void found() {
		this.untouched = this.api.practice();
		this.other = this.api.practice();
	}

	static Stream<Kind> kinds() {
		return Kind.ALL.stream();
	}

	@Test
	void everyRepositoryIsWalked() {
		List<String> served = new ArrayList<>();
		this.mappings.forEach((mapping) -> {
			if (mapping.isExported() && ClinicRecord.class.isAssignableFrom(mapping.getDomainType())) {
				served.add(mapping.getPath().toString().substring(1));
			}
		});
		assertThat(served).hasSize(24).containsExactlyInAnyOrderElementsOf(kinds().map(Kind::path).toList());
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void recordsOfOthersAreNotListed(Kind kind) {
		Answer list = this.api.get(ApiClient.owner(this.untouched), "/api/" + kind.path() + "?size=200");
		assertThat(list.status()).isEqualTo(200);
		List<String> organizations = list.body().at("/_embedded").iterator().next().valueStream().map((record) -> {
			JsonNode organization = record.path("organizationId");
			return (organization.isMissingNode() ? record.path("id") : organization).asString();
		}).toList();
		assertThat(organizations).isNotEmpty().containsOnly(this.untouched.id());
		assertThat(list.text()).doesNotContain(this.other.id() + "\"")
			.doesNotContain(this.other.uri(kind.path()) + "\"");
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void recordsOfOthersDoNotExist(Kind kind) {
		ClinicPrincipal caller = ApiClient.owner(this.untouched);
		String uri = this.other.uri(kind.path());
		String before = this.api.get(ApiClient.owner(this.other), uri).text();
		assertThat(this.api.get(caller, uri).status()).isEqualTo(404);
		assertThat(this.api.patch(caller, uri, kind.change()).status()).isEqualTo(404);
		assertThat(this.api.put(caller, uri, kind.change()).status()).isIn(404, 405);
		assertThat(this.api.delete(caller, uri).status()).isEqualTo(NOT_DELETED.contains(kind.path()) ? 405 : 404);
		assertThat(this.api.get(ApiClient.owner(this.other), uri).text()).isEqualTo(before);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void idsThatNeverWereAreNotFound(Kind kind) {
		ClinicPrincipal caller = ApiClient.owner(this.api.practice());
		for (String id : List.of("987654321", "nonsense", "1,2", "1-2", ",", "-1", "99999999999999999999",
				"6f1c0b5e-0f5e-4b0e-8d8b-000000000000")) {
			assertThat(this.api.get(caller, "/api/" + kind.path() + "/" + id).status()).as(id).isEqualTo(404);
			assertThat(this.api.patch(caller, "/api/" + kind.path() + "/" + id, Map.of()).status()).as(id)
				.isEqualTo(404);
		}
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void aPatchChangesTheGivenFieldsAndNoOthers(Kind kind) {
		Practice own = this.api.practice();
		ClinicPrincipal caller = ApiClient.owner(own);
		ObjectNode before = fields(this.api.get(caller, own.uri(kind.path())));
		Answer answer = this.api.patch(caller, own.uri(kind.path()), kind.change());
		assertThat(answer.status()).as(answer.text()).isEqualTo(200);
		ObjectNode after = fields(this.api.get(caller, own.uri(kind.path())));
		kind.change().keySet().forEach((field) -> {
			assertThat(after.get(field)).as(field).isNotEqualTo(before.get(field));
			before.remove(field);
			after.remove(field);
		});
		assertThat(after).isEqualTo(before);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void aJsonPatchIsRefusedAsAWhole(Kind kind) {
		ClinicPrincipal caller = ApiClient.owner(this.untouched);
		String uri = this.untouched.uri(kind.path());
		Answer before = this.api.get(caller, uri);
		Map<String, Object> fields = new LinkedHashMap<>(kind.change());
		fields.putAll(kind.serverSet(this.untouched));
		fields.forEach((field, value) -> {
			for (String operation : List.of("replace", "add", "remove")) {
				assertThat(this.api
					.jsonPatch(caller, uri, List.of(Map.of("op", operation, "path", "/" + field, "value", value)))
					.status()).isEqualTo(415);
			}
		});
		assertThat(this.api.get(caller, uri)).isEqualTo(before);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void whatTheServerSetsCannotBeWritten(Kind kind) {
		ClinicPrincipal caller = ApiClient.owner(this.untouched);
		String uri = this.untouched.uri(kind.path());
		ObjectNode before = fields(this.api.get(caller, uri));
		requireRefused(this.api.patch(caller, uri, kind.serverSet(this.other)), kind.serverSet(this.other).keySet());
		kind.serverSet(this.other).forEach((field, value) -> {
			Map<String, Object> body = new LinkedHashMap<>(kind.change());
			body.put(field, value);
			requireRefused(this.api.patch(caller, uri, body), Set.of(field));
		});
		assertThat(fields(this.api.get(caller, uri))).isEqualTo(before);
	}

	private static void requireRefused(Answer answer, Set<String> fields) {
		assertThat(answer.status()).as(answer.text()).isEqualTo(400);
		assertThat(answer.body().get("fields").propertyNames()).containsExactlyInAnyOrderElementsOf(fields);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void aNameMayBeGivenOnce(Kind kind) {
		String field = kind.change().keySet().iterator().next();
		String value = new JsonMapper().writeValueAsString(kind.change().get(field));
		Answer answer = this.api.patch(ApiClient.owner(this.untouched), this.untouched.uri(kind.path()),
				"{\"" + field + "\": " + value + ", \"" + field + "\": " + value + "}");
		assertThat(answer.status()).as(answer.text()).isEqualTo(400);
		assertThat(answer.text()).contains("each name once");
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void aPutCannotWriteThemEither(Kind kind) {
		Practice own = this.api.practice();
		ClinicPrincipal caller = ApiClient.owner(own);
		String uri = own.uri(kind.path());
		Answer current = this.api.get(caller, uri);
		Map<String, Object> body = kind.put(own, current.body());
		body.putAll(kind.serverSet(this.other));
		Answer refused = this.api.put(caller, uri, body);
		assertThat(refused.status()).as(refused.text()).isEqualTo(400);
		assertThat(refused.body().get("fields").propertyNames()).containsAll(kind.serverSet(this.other).keySet());
		refused.body().get("fields").propertyNames().forEach(body::remove);
		Answer answer = this.api.put(caller, uri, body);
		assertThat(answer.status()).as(answer.text()).isEqualTo(200);
		assertThat(fields(this.api.get(caller, uri))).isEqualTo(fields(current));
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void aNewRecordBelongsToItsMakersOrganization(Kind kind) {
		Practice own = this.api.practice();
		ClinicPrincipal caller = ApiClient.owner(own);
		kind.before(this.api, own);
		Map<String, Object> body = new LinkedHashMap<>(kind.body(own));
		body.putAll(kind.serverSet(this.other));
		Answer refused = this.api.post(caller, "/api/" + kind.path(), body);
		if (kind.path().equals("api-keys")) {
			assertThat(refused.status()).as(refused.text()).isEqualTo(400);
		}
		else {
			requireRefused(refused, kind.serverSet(this.other).keySet());
		}
		Answer answer = this.api.post(caller, "/api/" + kind.path(), kind.body(own));
		if (NOT_CREATED.contains(kind.path())) {
			assertThat(answer.status()).isIn(400, 405);
			return;
		}
		assertThat(answer.status()).as(answer.text()).isEqualTo(201);
		assertThat(answer.value("/organizationId")).isEqualTo(own.id());
		kind.serverSet(this.other)
			.forEach((field, value) -> assertThat(answer.value("/" + field)).as(field)
				.isNotEqualTo(String.valueOf(value)));
		String made = answer.body().at("/_links/self/href").asString().replaceFirst("https?://[^/]+", "");
		assertThat(this.api.get(caller, made).status()).isEqualTo(200);
		assertThat(this.api.get(ApiClient.owner(this.other), made).status()).isEqualTo(404);
		assertThat(this.api.delete(caller, made).status()).isEqualTo(204);
		assertThat(this.api.get(caller, made).status()).isEqualTo(404);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void linksToRecordsOfOthersAreLikeLinksToNothing(Kind kind) {
		Practice own = this.api.practice();
		ClinicPrincipal caller = ApiClient.owner(own);
		kind.before(this.api, own);
		kind.links().forEach((field, target) -> {
			String path = target.equals("providers") ? "users" : target;
			String[] wrong = { this.other.uri(target), "/api/" + path + "/987654321", "/api/" + path + "/nonsense", "",
					"nonsense", "http://[", "/api/organizations/" + own.id() };
			for (String link : wrong) {
				Object value = kind.isMany(field) ? List.of(link) : link;
				Answer patched = this.api.patch(caller, own.uri(kind.path()), Map.of(field, value));
				assertThat(patched.status()).as(field + " = " + link + ": " + patched.text()).isEqualTo(400);
				assertThat(patched.body().at("/fields").toString()).contains(field).contains("address of a record");
				Map<String, Object> body = new LinkedHashMap<>(kind.body(own));
				body.put(field, value);
				assertThat(this.api.post(caller, "/api/" + kind.path(), body).status()).as("post " + field)
					.isEqualTo(400);
			}
		});
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void whatIsNotValidNamesItsField(Kind kind) {
		Practice own = this.api.practice();
		ClinicPrincipal caller = ApiClient.owner(own);
		kind.invalid().forEach((field, value) -> {
			Map<String, Object> change = new LinkedHashMap<>();
			change.put(field, (value == Kind.NULL) ? null : value);
			Answer answer = this.api.patch(caller, own.uri(kind.path()), change);
			assertThat(answer.status()).as(field + " " + answer.text()).isEqualTo(400);
			assertThat(answer.body().at("/fields").propertyNames().toString()).contains(field);
			assertThat(answer.text()).doesNotContain("dev.clinic").doesNotContain("jakarta").doesNotContain("java.");
		});
		for (String body : List.of("{", "[]", "null", "7", "\"text\"", "{\"a\":", "")) {
			Answer patched = this.api.patch(caller, own.uri(kind.path()), body);
			assertThat(patched.status()).as(body + patched.text()).isIn(200, 400);
			assertThat(patched.text()).doesNotContain("dev.clinic").doesNotContain("tools.jackson");
			if (!NOT_CREATED.contains(kind.path())) {
				Answer posted = this.api.post(caller, "/api/" + kind.path(), body);
				assertThat(posted.status()).as(body + posted.text()).isEqualTo(400);
				assertThat(posted.text()).doesNotContain("dev.clinic").doesNotContain("tools.jackson");
			}
		}
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void aStaleVersionIsRefused(Kind kind) {
		Practice own = this.api.practice();
		ClinicPrincipal caller = ApiClient.owner(own);
		String tag = this.api.get(caller, own.uri(kind.path())).tag();
		this.api.patch(caller, own.uri(kind.path()), kind.change());
		Answer answer = this.api.call(caller, org.springframework.http.HttpMethod.PATCH, own.uri(kind.path()),
				org.springframework.http.MediaType.APPLICATION_JSON, kind.change(), Map.of("If-Match", tag));
		assertThat(answer.status()).isEqualTo(412);
	}

	private static ObjectNode fields(Answer answer) {
		assertThat(answer.status()).isEqualTo(200);
		ObjectNode fields = (ObjectNode) new JsonMapper().readTree(answer.text());
		fields.remove("updatedAt");
		fields.remove("_links");
		return fields;
	}

}
