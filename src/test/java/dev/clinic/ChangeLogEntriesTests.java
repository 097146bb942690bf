package dev.clinic;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.clinic.people.User;
import dev.clinic.record.Role;
import dev.revtrail.Actor;
import dev.revtrail.ChangeLog;
import dev.revtrail.Cursor;
import dev.revtrail.FirstCursors;
import dev.revtrail.SettledLog;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;

import static java.net.URLEncoder.encode;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Contract 1 over HTTP, against the whole clinic and its database.
 */
class ChangeLogEntriesTests extends RunningClinic {

	private static final String ALL = "attributes=created&attributes=details&attributes=document_types"
			+ "&attributes=documents&attributes=type&attributes=user";

	private static final Actor PIA = new Actor("4711", Actor.Type.USER, "Pia", null, "acme", "acme");

	private String patient;

	private Instant before;

	@Autowired
	private ChangeLog log;

	@BeforeAll
	void changeRecords() throws Exception {
		found();
		this.before = Instant.now();
		this.changeContext.runAs(PIA, "test", () -> {
			User user = this.users.save(new User("acme", Role.PATIENT, "pat@acme.example", "Pat", "Old"));
			this.patient = String.valueOf(user.getId());
			change(user.getId(), (found) -> found.rename("Pat", "New"));
			User gone = this.users.save(new User("acme", Role.PATIENT, "gone@acme.example", "Gone", "Soon"));
			this.users.deleteById(gone.getId());
		});
		this.users.save(new User("globex", Role.PATIENT, "foreign@globex.example", "For", "Eign"));
		this.users.save(new User("acme-north", Role.PATIENT, "north@acme-north.example", "Nor", "Th"));
	}

	@Test
	void listsTheOldestTenWithTheirIdsByDefault() throws Exception {
		JsonNode answer = ok(ENTRIES);
		assertThat(answer.propertyNames()).containsExactly("item_count", "items", "page", "page_count", "per_page");
		assertThat(answer.get("page").intValue()).isEqualTo(1);
		assertThat(answer.get("per_page").intValue()).isEqualTo(10);
		assertThat(answer.get("page_count").intValue()).isEqualTo((answer.get("item_count").intValue() + 9) / 10);
		assertThat(answer.get("items")).hasSize(10)
			.allSatisfy((item) -> assertThat(item.propertyNames()).containsExactly("_id"));
		assertThat(ids(answer)).isSorted();
	}

	@Test
	void showsAnUpdateWithOldAndNewValuesActorAndPatient() throws Exception {
		JsonNode item = only(ok(ENTRIES + "?filters-user=4711&filters-types=UPDATED&" + ALL));
		assertThat(item.propertyNames()).containsExactly("_id", "created", "details", "document_types", "documents",
				"type", "user");
		assertThat(item.get("details")).hasToString("{\"updates\":{\"lastName\":{\"from\":\"Old\",\"to\":\"New\"}}}");
		assertThat(item.get("document_types")).hasToString("[\"User\"]");
		assertThat(item.get("documents")).hasToString("[\"" + this.patient + "\"]");
		assertThat(item.get("user").asString()).isEqualTo("4711");
		assertThat(item.get("created").asString()).matches("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}");
	}

	@Test
	void readsASingleEntryWithAllAttributes() throws Exception {
		JsonNode item = only(ok(ENTRIES + "?filters-user=4711&filters-types=UPDATED&" + ALL));
		assertThat(ok(ENTRIES + "/" + item.get("_id").asString())).isEqualTo(item);
	}

	@Test
	void showsAdditionsOfANewRecordAndDeletionsOfADeletedOne() throws Exception {
		JsonNode added = ok(ENTRIES + "?filters-user=4711&filters-types=ADDED&" + ALL).get("items").get(0);
		assertThat(added.get("details").propertyNames()).containsExactly("additions");
		assertThat(added.at("/details/additions/email").asString()).isEqualTo("pat@acme.example");
		JsonNode deleted = only(ok(ENTRIES + "?filters-user=4711&filters-types=DELETED&" + ALL));
		assertThat(deleted.get("details").propertyNames()).containsExactly("deletions");
		assertThat(deleted.at("/details/deletions/lastName").asString()).isEqualTo("Soon");
	}

	@Test
	void namesTheApplicationForChangesThatNoUserMade() throws Exception {
		JsonNode answer = ok(ENTRIES + "?attributes=user&filters-user=" + encode("clinic app", StandardCharsets.UTF_8));
		assertThat(answer.get("items")).isNotEmpty()
			.allSatisfy((item) -> assertThat(item.get("user").asString()).isEqualTo("clinic app"));
	}

	@Test
	void pagesByNumberAndByCursorThroughTheSameEntries() throws Exception {
		List<String> all = ids(ok(ENTRIES + "?per_page=100"));
		List<String> paged = new ArrayList<>();
		for (int page = 1; page <= ok(ENTRIES + "?per_page=4").get("page_count").intValue(); page++) {
			paged.addAll(ids(ok(ENTRIES + "?per_page=4&page=" + page)));
		}
		SettledLog.await(this.log);
		List<String> followed = new ArrayList<>();
		JsonNode answer = ok(ENTRIES + "?per_page=4&after=");
		while (!ids(answer).isEmpty()) {
			assertThat(answer.propertyNames()).containsExactly("items", "per_page", "next");
			followed.addAll(ids(answer));
			answer = ok(ENTRIES + "?per_page=4&after=" + answer.get("next").asString());
		}
		assertThat(answer.get("next").isString()).isTrue();
		assertThat(paged).isEqualTo(all);
		assertThat(followed).isEqualTo(all);
		List<String> reversed = new ArrayList<>(all);
		Collections.reverse(reversed);
		assertThat(ids(ok(ENTRIES + "?per_page=100&sort_by=-created"))).isEqualTo(reversed);
		assertThat(ok(ENTRIES + "?per_page=100&sort_by=-created&after=").get("next").isNull()).isTrue();
	}

	@Test
	void aTailGoesOnWhereItEnded() throws Exception {
		SettledLog.await(this.log);
		String next = ok(ENTRIES + "?per_page=100&after=").get("next").asString();
		assertThat(ids(ok(ENTRIES + "?after=" + next))).isEmpty();

		this.users.save(new User("acme", Role.PATIENT, "tail@acme.example", "Ta", "Il"));
		SettledLog.await(this.log);

		assertThat(ids(ok(ENTRIES + "?after=" + next))).hasSize(1);
	}

	@Test
	void aCursorOfAnEarlierVersionIsRefusedWithWhatToDo() throws Exception {
		HttpResponse<String> answer = get(ENTRIES + "?after=" + FirstCursors.at(42), "owner");

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("earlier version of the change log", "Begin again without a cursor");
	}

	@Test
	void aCursorAheadOfTheLogIsRefusedWithWhatToDoInAscendingOrder() throws Exception {
		String ahead = new Cursor(this.log.settledEnd().entryId() + (1L << 40)).text();

		HttpResponse<String> answer = get(ENTRIES + "?after=" + ahead, "owner");

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(json(answer).at("/arg_errors/after/0").asString()).contains("restored", "Begin again");
		assertThat(ids(ok(ENTRIES + "?sort_by=-created&after=" + ahead))).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "1000", "21474837", "2147483648", "92233720368547758", "9223372036854775807",
			"99999999999999999999" })
	void pagesPastTheEndAreEmpty(String page) throws Exception {
		JsonNode answer = ok(ENTRIES + "?per_page=100&page=" + page);
		assertThat(answer.get("items")).isEmpty();
		assertThat(answer.get("item_count").intValue()).isPositive();
		assertThat(answer.get("page").bigIntegerValue()).hasToString(page);
	}

	@Test
	void filtersByTimeExclusively() throws Exception {
		String since = encode(this.before.toString(), StandardCharsets.UTF_8);
		int count = ok(ENTRIES + "?filters-created_after=" + since).get("item_count").intValue();
		assertThat(count).isBetween(5, 100);
		assertThat(ok(ENTRIES + "?filters-created_before=" + since).get("item_count").intValue() + count)
			.isEqualTo(ok(ENTRIES).get("item_count").intValue());
		assertThat(ok(ENTRIES + "?filters-created_before=1969-01-01").get("item_count").intValue()).isZero();
		assertThat(ok(ENTRIES + "?filters-created_after=0000-01-01&filters-created_before=9999-12-31T23:59:59")
			.get("item_count")
			.intValue()).isEqualTo(ok(ENTRIES).get("item_count").intValue());
		assertThat(ok(ENTRIES + "?filters-created_after=9999-12-31T23:59:59.999999999-18:00").get("items")).isEmpty();
	}

	@Test
	void filtersByRecordPatientFieldAndIds() throws Exception {
		assertThat(ok(ENTRIES + "?filters-patient=" + this.patient).get("item_count").intValue()).isEqualTo(2);
		assertThat(
				ok(ENTRIES + "?filters-document_types=uSeR&filters-documents=" + this.patient + "&filters-documents=0")
					.get("item_count")
					.intValue())
			.isEqualTo(2);
		assertThat(ok(ENTRIES + "?filters-field=lastName&filters-types=UPDATED&filters-user=4711").get("item_count")
			.intValue()).isEqualTo(1);
		List<String> ids = ids(ok(ENTRIES + "?filters-user=4711"));
		assertThat(ids(
				ok(ENTRIES + "?filters-ids=" + ids.get(1) + "&filters-ids=" + ids.get(0) + "&filters-ids=nonsense")))
			.isEqualTo(ids.subList(0, 2));
		assertThat(ok(ENTRIES + "?filters-ids=nonsense").get("item_count").intValue()).isZero();
	}

	@Test
	void showsAChangeUnderTheRequestIdThatItsResponseCarried() throws Exception {
		Object id = this.users.save(new User("acme", Role.PATIENT, "http@acme.example", "Over", "Http")).getId();
		HttpResponse<String> changed = send(request("/api/users/" + id, "provider")
			.method("PATCH", BodyPublishers.ofString("{\"lastName\":\"Changed\"}"))
			.header("Content-Type", "application/merge-patch+json"));
		assertThat(changed.statusCode()).as(changed.body()).isLessThan(300);
		String requestId = changed.headers().firstValue("X-Request-Id").orElseThrow();
		JsonNode item = only(ok(ENTRIES + "?filters-request_id=" + requestId + "&" + ALL));
		assertThat(item.get("type").asString()).isEqualTo("UPDATED");
		assertThat(item.get("details"))
			.hasToString("{\"updates\":{\"lastName\":{\"from\":\"Http\",\"to\":\"Changed\"}}}");
		assertThat(item.get("user").asString()).isEqualTo(
				String.valueOf(this.users.findByRole(Role.PROVIDER, Pageable.unpaged()).getContent().get(0).getId()));
		assertThat(ok(ENTRIES + "?filters-request_id=none-such").get("item_count").intValue()).isZero();
	}

	@Test
	void showsAnOrganizationItsOwnEntriesAndThoseOfItsSubsidiaries() throws Exception {
		Set<String> acme = new HashSet<>(ids(ok(ENTRIES + "?per_page=100")));
		Set<String> north = new HashSet<>(ids(json(get(ENTRIES + "?per_page=100", "north"))));
		Set<String> globex = new HashSet<>(ids(json(get(ENTRIES + "?per_page=100", "globex"))));
		assertThat(north).isNotEmpty();
		assertThat(acme).containsAll(north).doesNotContainAnyElementsOf(globex);
		assertThat(north).hasSizeLessThan(acme.size());
		assertThat(ids(ok(ENTRIES + "?per_page=100&filters-organization=acme-north")))
			.containsExactlyInAnyOrderElementsOf(north);
		assertThat(ok(ENTRIES + "?filters-organization=globex").get("item_count").intValue()).isZero();
	}

	@Test
	void anEntryOfOthersIsAsUnknownAsOneThatThereIsNot() throws Exception {
		String foreign = ids(json(get(ENTRIES, "globex"))).get(0);
		HttpResponse<String> hidden = get(ENTRIES + "/" + foreign, "owner");
		assertThat(hidden.statusCode()).isEqualTo(404);
		for (String id : List.of("8000000000000001", "nonsense", "%20", "6724fbc74f73a2cebf6376fb", "a/b")) {
			HttpResponse<String> unknown = get(ENTRIES + "/" + id, "owner");
			assertThat(unknown.statusCode()).isEqualTo(404);
			assertThat(unknown.body()).isEqualTo(hidden.body());
		}
		assertThat(ok(ENTRIES + "?filters-ids=" + foreign).get("item_count").intValue()).isZero();
	}

	@Test
	void theTimeThatAnEntryShowsBoundsItExclusively() throws Exception {
		JsonNode item = ok(ENTRIES + "?filters-user=4711&" + ALL).get("items").get(0);
		String created = item.get("created").asString().replace(" ", "%20");
		String id = "&per_page=100&filters-ids=" + item.get("_id").asString();

		assertThat(ids(ok(ENTRIES + "?filters-created_after=" + created + id))).isEmpty();
		assertThat(ids(ok(ENTRIES + "?filters-created_after=" + created + ".999" + id))).isEmpty();
		assertThat(ids(ok(ENTRIES + "?filters-created_before=" + created + id))).isEmpty();
		assertThat(ids(ok(ENTRIES + "?filters-created_before=" + created + ".000001" + id))).hasSize(1);
		Instant second = Instant.parse(item.get("created").asString().replace(' ', 'T') + "Z");
		assertThat(ids(ok(ENTRIES + "?filters-created_after=" + second.minusSeconds(1) + "&filters-created_before="
				+ second.plusSeconds(1) + id)))
			.hasSize(1);
	}

	@Test
	void theApplicationsUserFindsExactlyTheEntriesThatShowIt() throws Exception {
		Actor job = new Actor("nightly", Actor.Type.SYSTEM, null, null, "acme", "acme");
		List<Actor> actors = List.of(job, Actor.SYSTEM, Actor.ANONYMOUS, Actor.service("importer"),
				Actor.user("system"));
		for (Actor actor : actors) {
			this.changeContext.runAs(actor, "test", () -> this.users
				.save(new User("acme", Role.PATIENT, actor.id() + actor.type() + "@acme.example", "An", "Actor")));
		}
		List<String> shown = new ArrayList<>();
		ok(ENTRIES + "?attributes=user&per_page=100&sort_by=-_id").get("items")
			.forEach((item) -> shown.add(item.get("user").asString()));

		for (String user : Set.copyOf(shown)) {
			JsonNode found = ok(ENTRIES + "?attributes=user&per_page=100&sort_by=-_id&filters-user="
					+ encode(user, StandardCharsets.UTF_8));
			assertThat(found.get("items")).hasSize(Collections.frequency(shown, user))
				.allSatisfy((item) -> assertThat(item.get("user").asString()).isEqualTo(user));
		}
		assertThat(shown.subList(0, 5)).containsExactly("system", "importer", "clinic app", "clinic app", "clinic app");
		assertThat(ok(ENTRIES + "?filters-user=nightly").get("items")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "sort_by=-_id&sort_by=-created, true", "sort_by=created&sort_by=_id&sort_by=_id, false" })
	void ordersThatAgreeMayBeRepeated(String query, boolean descending) throws Exception {
		List<String> ids = ids(ok(ENTRIES + "?per_page=100&" + query));

		assertThat(ids).isSortedAccordingTo(descending ? Comparator.reverseOrder() : Comparator.naturalOrder());
	}

	@ParameterizedTest
	@ValueSource(strings = { "sort_by=-_id&sort_by=created", "sort_by=created&sort_by=-created",
			"sort_by=_id&sort_by=_id&sort_by=-_id" })
	void ordersThatContradictEachOtherAreRefused(String query) throws Exception {
		HttpResponse<String> answer = get(ENTRIES + "?" + query, "owner");

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(json(answer).get("arg_errors").propertyNames()).containsExactly("sort_by");
	}

	@ParameterizedTest
	@ValueSource(strings = { ENTRIES + "?", ENTRIES + "/export?format=csv&", "/v1/feed?" })
	void aStartAfterTheEndIsRefusedByBothNames(String path) throws Exception {
		HttpResponse<String> answer = get(
				path + "filters-created_after=2024-11-02&filters-created_before=20241101T160319Z", "owner");

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(json(answer).at("/arg_errors/filters-created_after/0").asString())
			.isEqualTo("filters-created_after is after filters-created_before.");
		assertThat(json(answer).at("/arg_errors/filters-created_before/0").asString())
			.isEqualTo("filters-created_before is before filters-created_after.");
		assertThat(get(path + "filters-created_after=2024-11-01T00:00&filters-created_before=2024-11-01", "owner")
			.statusCode()).isEqualTo(200);
	}

	@Test
	void typesMayBeCalledByTheirAliases() throws Exception {
		assertThat(ids(ok(ENTRIES + "?per_page=100&filters-document_types=Patient")))
			.isEqualTo(ids(ok(ENTRIES + "?per_page=100&filters-document_types=USER")));
		assertThat(ok(ENTRIES + "?filters-document_types=encounter&filters-document_types=member").get("items"))
			.isEmpty();
		assertThat(ok("/acme/live/audit?entityType=PATIENT").get("totalElements"))
			.isEqualTo(ok("/acme/live/audit?entityType=user").get("totalElements"));
		assertThat(ok("/v1/admin/audit-log?entity_type=patient").get("total"))
			.isEqualTo(ok("/v1/admin/audit-log?entity_type=USER").get("total"));
		assertThat(ok("/v1/feed?filters-document_types=Patient").get("items"))
			.hasSameSizeAs(ok("/v1/feed?filters-document_types=User").get("items"));
		assertThat(get("/v1/records/Patient?id=" + this.patient, "owner").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "page=0, page", "per_page=101, per_page", "sort_by=type, sort_by", "page=1&page=2, page",
			"filters-created_after=2024-02-30, filters-created_after", "filters-user=, filters-user", "user=4711, user",
			"after=x, after", "filters-document_types=Invoice, filters-document_types",
			"filters-user=%00, filters-user" })
	void refusesBadArgumentsByName(String query, String argument) throws Exception {
		HttpResponse<String> response = get(ENTRIES + "?" + query, "owner");
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(json(response).propertyNames()).containsExactly("hint", "arg_errors");
		assertThat(json(response).get("arg_errors").propertyNames()).containsExactly(argument);
	}

	@Test
	void refusesParametersOfASingleEntry() throws Exception {
		assertThat(get(ENTRIES + "/8000000000000001?page=1", "owner").statusCode()).isEqualTo(400);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "|GET, HEAD, POST, OPTIONS", "/8000000000000001|GET, HEAD, OPTIONS" })
	void takesNoOtherMethods(String path, String allowed) throws Exception {
		String entries = (path != null) ? ENTRIES + path : ENTRIES;
		for (String method : List.of("POST", "PUT", "PATCH", "DELETE", "PROPFIND", "ANY")) {
			if (allowed.contains(method)) {
				continue;
			}
			HttpResponse<String> response = send(
					request(entries, "owner").method(method, BodyPublishers.ofString("<x/>"))
						.header("Content-Type", "text/xml"));
			assertThat(response.statusCode()).isEqualTo(405);
			assertThat(response.headers().firstValue("Allow")).contains(allowed);
			assertThat(json(response).propertyNames()).containsExactly("hint", "arg_errors");
			assertThat(json(response).get("hint").asString()).isEqualTo("This takes " + allowed + ".");
		}
	}

	@Test
	void aNoteIsAnEntryOfItsOwn() throws Exception {
		String noted = String
			.valueOf(this.users.save(new User("acme", Role.PATIENT, "noted@acme.example", "No", "Ted")).getId());
		HttpResponse<String> answer = note("provider", "application/x-www-form-urlencoded",
				"document_type=User&document=" + noted + "&note="
						+ encode("Called back. \u00fc", StandardCharsets.UTF_8));

		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		JsonNode entry = json(answer);
		assertThat(answer.headers().firstValue("Location")).contains(ENTRIES + "/" + entry.get("_id").asString());
		assertThat(entry.get("type").asString()).isEqualTo("NOTE");
		assertThat(entry.get("details")).hasToString("{\"note\":\"Called back. \u00fc\"}");
		assertThat(entry.at("/documents/0").asString()).isEqualTo(noted);
		assertThat(json(get(ENTRIES + "/" + entry.get("_id").asString(), "owner"))).isEqualTo(entry);
		assertThat(ok(ENTRIES + "?filters-types=NOTE&filters-patient=" + noted).get("items")).hasSize(1);
		HttpResponse<String> asJson = note("owner", "application/json; charset=utf-8", "{\"document_type\": \"USER\", "
				+ "\"document\": " + noted + ", \"note\": \"" + "n".repeat(10_000) + "\"}");
		assertThat(asJson.statusCode()).isEqualTo(200);
		assertThat(json(asJson).at("/details/note").asString()).hasSize(10_000);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "application/json|{|400|not valid JSON",
					"application/json|{\"note\": \"a\", \"note\": \"b\"}|400|has a name twice",
					"application/json|{\"note\": \"a\"} {}|400|not valid JSON",
					"application/json|[]|400|must be a JSON object", "application/json|{\"note\": {}}|400|strings only",
					"text/xml|<x/>|415|form or JSON", "nonsense|x|415|form or JSON",
					"application/x-www-form-urlencoded|document_type=User&document=1|400|note must be given",
					"application/x-www-form-urlencoded|document_type=User&document=1&note=|400|not an empty value",
					"application/x-www-form-urlencoded|document_type=Ghost&document=1&note=x|400|document_type takes",
					"application/x-www-form-urlencoded|document_type=User&document=1&note=x&x=1|400|no such parameter",
					"application/x-www-form-urlencoded|document_type=User&document=none&note=x|404|no such record" })
	void aNoteThatIsNoneIsRefusedWithWhatItTakes(String type, String body, int status, String hint) throws Exception {
		HttpResponse<String> answer = note("owner", type, body);

		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(answer.body()).contains(hint);
	}

	@Test
	void notesAreBoundedAndOnlyForThoseWhoSeeTheRecord() throws Exception {
		String form = "application/x-www-form-urlencoded";
		String body = "document_type=User&document=" + this.patient + "&note=";
		assertThat(note("owner", form, body + "n".repeat(10_001)).statusCode()).isEqualTo(400);
		assertThat(note("owner", "application/json", " ".repeat(100_001)).statusCode()).isEqualTo(413);
		assertThat(note("auditor", form, body + "x").statusCode()).isEqualTo(403);
		assertThat(note("globex", form, body + "x").body())
			.isEqualTo(note("globex", form, "document_type=User&document=none&note=x").body());
		assertThat(note("globex", form, body + "x").statusCode()).isEqualTo(404);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "note=secret|note", "document_type=User&document=1|document,document_type",
			"%6eote=secret|note", "note|note", "%zz=1|%zz" })
	void aNoteInTheUrlIsRefused(String query, String names) throws Exception {
		String url = ENTRIES + "?" + query;
		for (String type : List.of("application/x-www-form-urlencoded", "application/json")) {
			String answer = raw("POST", url, "owner", Map.of("Content-Type", type, "Content-Length", "0"));

			assertThat(answer).startsWith("HTTP/1.1 400");
			if (!query.startsWith("%zz")) {
				JsonNode body = JsonMapper.shared().readTree(answer.substring(answer.indexOf('{')));
				assertThat(body.get("arg_errors").propertyNames()).containsExactlyInAnyOrder(names.split(","));
				assertThat(body.get("arg_errors").get(names.split(",")[0]).get(0).asString())
					.contains("not in the URL");
			}
		}
	}

	private HttpResponse<String> note(String who, String type, String body) throws Exception {
		return send(request(ENTRIES, who).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
	}

	@Test
	void answersTraceInJsonAndDoesNotTrace() throws Exception {
		assertThat(raw("TRACE", ENTRIES, "owner")).startsWith("HTTP/1.1 405")
			.contains("\"hint\"")
			.doesNotContain("demo-");
	}

	@Test
	void answersHeadAndOptions() throws Exception {
		HttpResponse<String> head = send(request(ENTRIES, "owner").method("HEAD", BodyPublishers.noBody()));
		assertThat(head.statusCode()).isEqualTo(200);
		assertThat(head.body()).isEmpty();
		assertThat(head.headers().firstValueAsLong("Content-Length")).isPresent();
		HttpResponse<String> options = send(request(ENTRIES, "owner").method("OPTIONS", BodyPublishers.noBody()));
		assertThat(options.statusCode()).isEqualTo(200);
		assertThat(options.headers().firstValue("Allow")).contains("GET, HEAD, POST, OPTIONS");
	}

	@ParameterizedTest
	@ValueSource(ints = { 100_001, 3_000_000 })
	void aNoteThatIsTooLargeIsRefusedHoweverItComes(int size) throws Exception {
		byte[] form = ("note=" + "x".repeat(size)).getBytes(StandardCharsets.US_ASCII);
		for (BodyPublisher body : List.of(BodyPublishers.ofByteArray(form),
				BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(form)))) {
			HttpResponse<String> plain = send(
					request(ENTRIES, "owner").header("Content-Type", "application/x-www-form-urlencoded").POST(body));
			assertThat(plain.statusCode()).as(plain.body()).isEqualTo(413);
			assertThat(json(plain).get("hint").asString()).contains("100,000 bytes");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/html", "text/xml", "application/vnd.none", "*/*;q=0", "not a type" })
	void isJsonForEveryAcceptHeader(String accept) throws Exception {
		for (String path : List.of(ENTRIES, ENTRIES + "?page=0", ENTRIES + "/nonsense")) {
			HttpResponse<String> response = send(request(path, "owner").header("Accept", accept));
			assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
			assertThat(json(response).isObject()).isTrue();
			assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v1/openapi.json/x", "/v1/nothing", "/api/users", "/api/nothing" })
	void anAcceptThatCannotBeReadIsTheCallersMistakeEverywhere(String path) throws Exception {
		HttpResponse<String> response = send(request(path, "owner").header("Accept", "x"));
		assertThat(response.statusCode()).as(response.body()).isEqualTo(406);
		assertThat(json(response).isObject()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "?page=%zz", "?page=%", "?%zz=1", "?filters-user=%ff", "?filters-user=%ED%A0%80",
			"?filters-user=%c0%80", "?&&&=&=x", "?=", "?page=1;page=2", "/%zz", "/%00", "/%2e%2e", "/..;/x", "/a;b=c",
			"//x", "/%2f", "/%5c", "?filters-ids=%00&filters-ids=%0d%0a", "?attributes=%F0%9F%98%80" })
	void malformedRequestsGetAnAnswerInTheContractsForm(String rest) throws Exception {
		String response = raw("GET", ENTRIES + rest, "owner");
		assertThat(response).matches("(?s)HTTP/1.1 [24]\\d\\d .*")
			.containsIgnoringCase("\r\ncontent-type: application/json");
		assertThat(response).containsIgnoringCase("\r\nx-request-id: ");
		String body = response.substring(response.indexOf('{'), response.lastIndexOf('}') + 1);
		assertThat(JsonMapper.shared().readTree(body).isObject()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "filters-user", "filters-patient", "filters-organization", "filters-field",
			"filters-request_id", "filters-documents", "filters-ids", "filters-document_types", "filters-types",
			"after", "page", "per_page", "sort_by", "attributes", "filters-created_after", "nonsense" })
	void noValueMakesTheServerFail(String name) throws Exception {
		for (String value : List.of("'", "\"", "\\", "%", "_", "a'; drop table users; --", "\u0000", "\u001f", "\ufffe",
				"\ud83d\ude00", "x".repeat(5000), "{\"a\":1}", "null", "NaN", "-0", "1e309", "${7*7}", "\u202e",
				"9".repeat(200), "-9223372036854775809")) {
			HttpResponse<String> response = get(ENTRIES + "?" + name + "=" + encode(value, StandardCharsets.UTF_8),
					"owner");
			assertThat(response.statusCode()).as("%s=%s: %s", name, value, response.body()).isIn(200, 400);
			assertThat(json(response).isObject()).isTrue();
		}
	}

	@Test
	void thousandsOfRepeatsAreBadInput() throws Exception {
		HttpResponse<String> response = get(ENTRIES + "?" + "attributes=a&".repeat(500), "owner");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(raw("GET", ENTRIES + "?" + "a=1&".repeat(1800), "owner")).startsWith("HTTP/1.1 400")
			.contains("\"hint\"");
	}

	/** MySQL takes no such text; H2 does. */
	@Test
	@Tag("h2")
	void showsRecordsThatHoldHalfACharacter() throws Exception {
		this.changeContext.runAs(Actor.user("surrogate"), "test", () -> this.users
			.save(new User("acme", Role.PATIENT, "half@acme.example", "Half", "\ud800x\u0000\u2028")));
		HttpResponse<String> response = get(ENTRIES + "?filters-user=surrogate&" + ALL, "owner");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(only(json(response)).at("/details/additions/lastName").asString()).isEqualTo("\ufffdx\u0000\u2028");
	}

	private static JsonNode only(JsonNode answer) {
		assertThat(answer.get("items")).hasSize(1);
		return answer.get("items").get(0);
	}

	private static List<String> ids(JsonNode answer) {
		List<String> ids = new ArrayList<>();
		answer.get("items").forEach((item) -> ids.add(item.get("_id").asString()));
		return ids;
	}

}
