package dev.clinic.access;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.clinic.RunningClinic;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three organizations with marked records, and each reader against all that names what is
 * not theirs: nothing foreign shows, and what is foreign is answered as what there is
 * not.
 */
@TestPropertySource(properties = "test.database.of=TenantMatrixTests")
class TenantMatrixTests extends RunningClinic {

	private static final String FORM = "application/x-www-form-urlencoded";

	/** Every way to name something; the names in braces are what may be foreign. */
	private static final List<String> NAMING = List.of(ENTRIES + "/{entry}", ENTRIES + "?filters-ids={entry}",
			ENTRIES + "?filters-ids={entry}&filters-ids={deletion}&attributes=details",
			ENTRIES + "?after=&filters-ids={entry}", "/v1/feed?filters-ids={entry}", "/v1/feed?filters-user={actor}",
			"/v1/feed?filters-documents={record}", "/v1/feed?filters-organization={organization}",
			ENTRIES + "?filters-documents={record}&filters-document_types=User&attributes=details",
			ENTRIES + "?filters-documents={record}&sort_by=-_id", ENTRIES + "?filters-patient={record}&attributes=user",
			ENTRIES + "?filters-user={actor}&attributes=details", ENTRIES + "?after=&filters-user={actor}",
			ENTRIES + "?filters-organization={organization}&attributes=details",
			ENTRIES + "?filters-organization={organization}&filters-types=NOTE",
			ENTRIES + "?filters-request_id={request}&attributes=details", "/v1/records/User?id={record}",
			"/v1/records/User?id={record}&labels=true", "/v1/records/User?id={deleted}",
			"/v1/records/User/state?id={record}&at_or_before={revision}",
			"/v1/records/User/state?id={record}&revision={revision}",
			"/v1/records/User/state?id={record}&instant=2999-01-01",
			"/v1/records/User/state?id={deleted}&before_deletion=true",
			"/v1/records/User/difference?id={record}&from=0&to={revision}",
			"/v1/records/Organization?id={organization}",
			"/v1/records/Organization/state?id={organization}&instant=2999-01-01", "/v1/revisions/{revision}",
			"/v1/revisions/{revision}?labels=true", "/v1/requests?id={request}",
			"/v1/requests?id={request}&labels=true", "/{organization}/live/audit",
			"/{organization}/live/audit?action=CREATE", "/{organization}/live/audit?size=0",
			"/{organization}/test/audit", "/{own}/live/audit?actorId={actor}", "/{own}/live/audit?patientId={record}",
			"/v1/admin/audit-log?actor_id={actor}", "/v1/admin/audit-log?entity_id={record}",
			"/v1/admin/audit-log?entity_id={record}&entity_type=user&event_type=clinic.user.*",
			"/v1/admin/audit-log?entity_id={organization}",
			ENTRIES + "/export?format=ndjson&filters-documents={record}",
			ENTRIES + "/export?format=csv&filters-organization={organization}", ENTRIES + "/export/{export}",
			"/audit-log/data/entries?type=USER&id={record}", "/audit-log/data/entries?user={actor}",
			"/audit-log/data/entries?patient={record}", "/audit-log/data/entries?organization={organization}",
			"/audit-log/data/entries?request={request}", "/audit-log/data/entries/{entry}",
			"/audit-log/data/count?user={actor}", "/audit-log/data/days?user={actor}",
			"/audit-log/data/names?user={actor}", "/audit-log/data/names?patient={record}",
			"/audit-log/data/names?type=USER&id={record}",
			"/audit-log/data/state?type=USER&id={record}&revision={revision}",
			"/audit-log/data/comparison?type=USER&id={record}&one={revision}&other={revision}",
			"/audit-log/data/export?format=ndjson&type=USER&id={record}",
			"/audit-log/data/export?format=csv&organization={organization}", "/audit-log/data/export/{export}",
			"/audit-log/data/entries?patient={record}&accesses=only",
			"/audit-log/data/count?patient={record}&accesses=only",
			"/audit-log/data/access-report?format=ndjson&changes=true&patient={record}",
			"/audit-log/data/access-report/{export}", "/v1/patients/{record}/access-report?format=csv",
			"/v1/patients/{record}/access-report?format=ndjson&changes=true",
			"/v1/patients/{record}/access-report/{export}",
			graphQl("auditLog(resource_id:!{record}!)~total_count nodes~resource_id type^^"),
			graphQl("auditLog(resource_id:!{deleted}!,event_type:DESTROY)~nodes~resource_changes~field^^^"),
			graphQl("auditLog(acting_user_id:!{actor}!)~edges~node~type^^^"),
			graphQl("auditEvents(resource_id:!{record}!,resource_name:!USER!)~total_count nodes~note type^^"),
			graphQl("auditEvents(acting_user_id:!{actor}!)~nodes~id data~value^^^"),
			graphQl("auditEvents(patient_id:!{record}!,resource_name:!CHANGE_LOG!)~total_count^"));

	@Autowired
	private JdbcClient jdbc;

	private final Map<Tenant, Map<String, String>> known = new LinkedHashMap<>();

	@BeforeEach
	void keepRecords() throws Exception {
		for (Tenant tenant : Tenant.values()) {
			if (!this.known.containsKey(tenant)) {
				this.known.put(tenant, found(tenant));
			}
		}
	}

	private Map<String, String> found(Tenant tenant) throws Exception {
		String record = hire(tenant, "first");
		String deleted = hire(tenant, "second");
		written(tenant, "PATCH", "/api/users/" + record, "application/json", "{\"phone\": \"+1 555 0100\"}", 200);
		written(tenant, "DELETE", "/api/users/" + deleted, FORM, "", 204);
		written(tenant, "POST", ENTRIES, FORM, "document_type=User&document=" + record + "&note=" + tenant.mark, 200);
		JsonNode history = ok("/v1/records/User?id=" + record, tenant).get("items");
		JsonNode deletion = ok("/v1/records/User?id=" + deleted, tenant).at("/items/0");
		return Map.of("record", record, "deleted", deleted, "organization", tenant.organization, "request",
				"request-of-" + tenant.mark, "entry", history.at("/0/_id").asString(), "deletion",
				deletion.get("_id").asString(), "revision", history.at("/1/revision/number").asString(), "actor",
				history.at("/0/user").asString(), "cursor",
				ok(ENTRIES + "?after=&per_page=1&sort_by=-_id", tenant).get("next").asString(), "export",
				get(ENTRIES + "/export?format=csv", tenant.key).headers().firstValue("X-Export-Id").orElseThrow());
	}

	private String hire(Tenant tenant, String name) throws Exception {
		return json(
				written(tenant, "POST", "/api/users", "application/json", "{\"email\": \"" + name + "@" + tenant.mark
						+ ".example\", \"firstName\": \"" + tenant.mark + "\", \"lastName\": \"" + name + "\"}", 201))
			.get("id")
			.asString();
	}

	private HttpResponse<String> written(Tenant tenant, String method, String path, String type, String body,
			int status) throws Exception {
		HttpResponse<String> answer = send(request(path, tenant.key).header("Content-Type", type)
			.header("X-Request-Id", "request-of-" + tenant.mark)
			.method(method, HttpRequest.BodyPublishers.ofString(body)));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		return answer;
	}

	@ParameterizedTest
	@MethodSource("readersAndForeigners")
	void whatIsForeignIsAnsweredAsWhatThereIsNot(Tenant reader, Tenant foreign) throws Exception {
		Map<String, String> names = this.known.get(foreign);
		Map<String, String> unknown = Map.of("record", "987654321", "deleted", "987654324", "organization", "nobody",
				"request", "request-of-nobody", "entry", "00019f0000000001", "deletion", "00019f0000000002", "revision",
				"987654323", "actor", "987654322", "export", "00000000-0000-4000-8000-000000000000");
		for (String path : NAMING) {
			String own = path.replace("{own}", reader.organization);
			HttpResponse<String> ofForeign = get(filled(own, names), reader.key);
			HttpResponse<String> ofUnknown = get(filled(own, unknown), reader.key);

			assertThat(ofForeign.statusCode()).as(path).isEqualTo(ofUnknown.statusCode());
			assertThat(anonymous(ofForeign.body(), names)).as(path).isEqualTo(anonymous(ofUnknown.body(), unknown));
			assertThat(ofForeign.body()).as(path).doesNotContain(foreign.mark);
		}
	}

	@ParameterizedTest
	@MethodSource("readersAndForeigners")
	void aNoteOnAForeignRecordIsRefusedAsOneOnNone(Tenant reader, Tenant foreign) throws Exception {
		String note = "document_type=User&note=x&document=";
		HttpResponse<String> answer = written(reader, "POST", ENTRIES, FORM,
				note + this.known.get(foreign).get("record"), 404);
		assertThat(answer.body()).isEqualTo(written(reader, "POST", ENTRIES, FORM, note + "987654321", 404).body());
	}

	@ParameterizedTest
	@MethodSource("readersAndForeigners")
	void noListHoldsAnythingForeign(Tenant reader, Tenant foreign) throws Exception {
		String cursor = this.known.get(foreign).get("cursor");
		for (String path : List.of(ENTRIES + "?attributes=details&attributes=user&per_page=100",
				ENTRIES + "?attributes=details&per_page=100&after=" + cursor,
				ENTRIES + "?attributes=details&per_page=100&sort_by=-_id&after=" + cursor, "/v1/feed?limit=1000",
				"/v1/feed?after=" + cursor, "/v1/records/User/deleted?per_page=100",
				"/v1/records/User/deleted?after=" + cursor, "/v1/records/Organization/deleted",
				"/" + reader.organization + "/live/audit?size=100", "/v1/admin/audit-log?limit=500",
				"/v1/admin/audit-log?limit=500&event_type=clinic.*", "/audit-log/data/entries",
				"/audit-log/data/entries?after=" + cursor, "/audit-log/data/entries?before=" + cursor,
				"/audit-log/data/entries?at=end", ENTRIES + "/export?format=ndjson", ENTRIES + "/export?format=csv",
				"/audit-log/data/export?format=ndjson", "/audit-log/data/export?format=csv",
				"/audit-log/data/users?text=" + foreign.mark.substring(1, 6),
				"/audit-log/data/users?text=" + this.known.get(foreign).get("actor"),
				"/audit-log/data/records?text=" + foreign.mark.substring(1),
				graphQl("auditLog~nodes~resource_id resource_changes~value_after_change^^^"),
				graphQl("auditEvents~nodes~resource_id note data~value^^^"),
				"/v1/patients/" + this.known.get(foreign).get("record") + "/access-report?format=html&changes=true",
				"/audit-log/data/records?text=first&patients=true", "/audit-log/data/records?text=second")) {
			String body = get(path, reader.key).body();
			assertThat(body).as(path).doesNotContain(foreign.mark);
		}
		assertThat(get(ENTRIES + "?attributes=details&per_page=100", reader.key).body()).contains(reader.mark);
		assertThat(get("/v1/records/User/deleted", reader.key).body())
			.contains("\"id\":\"" + this.known.get(reader).get("deleted") + "\"");
	}

	@ParameterizedTest
	@EnumSource
	void totalsCountWhatTheReaderSees(Tenant reader) throws Exception {
		assertThat(ok(ENTRIES, reader).get("item_count").longValue())
			.isEqualTo(rows(reader, Set.of("CREATE", "UPDATE", "DELETE", "NOTE")));
		assertThat(ok("/v1/admin/audit-log?event_type=clinic.user.deleted", reader).get("total").longValue())
			.isEqualTo(reader.sees.size());
		assertThat(ok("/" + reader.organization + "/live/audit?action=CREATE", reader).get("totalElements").longValue())
			.isEqualTo(rows(reader, Set.of("CREATE")));
	}

	@Test
	void aParentSeesItsSubsidiaries() throws Exception {
		Map<String, String> names = this.known.get(Tenant.NORTH);
		assertThat(get(ENTRIES + "/" + names.get("entry"), Tenant.ACME.key).statusCode()).isEqualTo(200);
		assertThat(get("/v1/revisions/" + names.get("revision"), Tenant.ACME.key).statusCode()).isEqualTo(200);
		assertThat(get("/acme-north/live/audit", Tenant.ACME.key).body()).contains(Tenant.NORTH.mark);
	}

	/** A query, with !, ~ and ^ for quotes and braces, as braces stand for names. */
	private static String graphQl(String query) {
		return "/graphql?query=%7B"
				+ query.replace("!", "%22").replace("~", "%7B").replace("^", "%7D").replace(" ", "%20") + "%7D";
	}

	private long rows(Tenant reader, Set<String> actions) {
		return this.jdbc
			.sql("select count(*) from revtrail_entry where organization in (:organizations) and action in (:actions)")
			.param("organizations", reader.sees)
			.param("actions", actions)
			.query(Long.class)
			.single();
	}

	private JsonNode ok(String path, Tenant reader) throws Exception {
		return ok(path, reader.key);
	}

	private static String filled(String path, Map<String, String> names) {
		String filled = path;
		for (Map.Entry<String, String> name : names.entrySet()) {
			filled = filled.replace("{" + name.getKey() + "}", name.getValue());
		}
		return filled;
	}

	/** An answer without what it repeats of the question, and without the time. */
	private static String anonymous(String body, Map<String, String> names) {
		// The mark, at which an answer without entries ends, goes on for all at once
		UnaryOperator<String> dates = (text) -> text.replaceAll("\"(date|next)\":\"[^\"]*\"", "\"$1\"")
			.replaceAll("(_export,|\\{\"_export\":\\{\"id\":\")[0-9a-f-]{36}", "$1");
		String anonymous = dates.apply(body);
		for (Map.Entry<String, String> name : names.entrySet()) {
			anonymous = anonymous.replace("\"" + name.getValue() + "\"", "\"" + name.getKey() + "\"");
		}
		return anonymous;
	}

	static Stream<Arguments> readersAndForeigners() {
		List<Arguments> pairs = new ArrayList<>();
		for (Tenant reader : Tenant.values()) {
			for (Tenant foreign : Tenant.values()) {
				if (!reader.sees.contains(foreign.organization)) {
					pairs.add(Arguments.of(reader, foreign));
				}
			}
		}
		return pairs.stream();
	}

	/**
	 * An organization, its reader and its secret.
	 */
	enum Tenant {

		ACME("acme", "owner", "xsecretofacmex", "acme", "acme-north"),

		NORTH("acme-north", "north", "xsecretofnorthx", "acme-north"),

		GLOBEX("globex", "globex", "xsecretofglobexx", "globex");

		private final String organization;

		private final String key;

		private final String mark;

		private final Set<String> sees;

		Tenant(String organization, String key, String mark, String... sees) {
			this.organization = organization;
			this.key = key;
			this.mark = mark;
			this.sees = Set.of(sees);
		}

	}

}
