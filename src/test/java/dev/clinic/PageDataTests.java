package dev.clinic;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.clinic.people.User;
import dev.clinic.record.Role;
import dev.revtrail.ChangeLog;
import dev.revtrail.SettledLog;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The data of the audit page.
 */
@TestPropertySource(properties = "test.database.of=PageData")
class PageDataTests extends RunningClinic {

	private static final String DATA = "/audit-log/data";

	@Autowired
	private JdbcTemplate sql;

	@Autowired
	private ChangeLog log;

	private String patient;

	@BeforeAll
	void changeRecords() throws Exception {
		found();
		List<User> many = new ArrayList<>();
		for (int i = 0; i < 130; i++) {
			many.add(new User("acme", Role.PATIENT, "page" + i + "@acme.example", "Any", "Body"));
		}
		this.users.saveAll(many);
		this.patient = String.valueOf(many.get(0).getId());
		assertThat(send(request("/api/users/" + this.patient, "provider").header("Content-Type", "application/json")
			.method("PATCH", BodyPublishers.ofString("{\"phone\": \"+1 555 0100\"}"))).statusCode()).isEqualTo(200);
	}

	@Test
	void pagesGoForthAndBackAndToTheEndWithoutGapOrOverlap() throws Exception {
		// A page says how many of its entries are not
		SettledLog.await(this.log);
		Set<String> forth = new LinkedHashSet<>();
		List<JsonNode> pages = new ArrayList<>();
		String older = "";
		do {
			JsonNode page = ok(DATA + "/entries?type=USER" + (older.isEmpty() ? "" : "&after=" + older));
			assertThat(newer(page)).isEqualTo(forth.size());
			page.get("entries").forEach((entry) -> assertThat(forth.add(entry.get("id").asString())).isTrue());
			pages.add(page);
			older = page.get("older").isNull() ? null : page.get("older").asString();
		}
		while (older != null);

		JsonNode last = pages.get(pages.size() - 1);
		assertThat(forth).hasSize(count("?type=USER")).hasSizeGreaterThan(130);
		assertThat(pages.get(0).get("newer").isNull()).isTrue();
		assertThat(pages.get(0).get("entries")).hasSize(50);
		JsonNode end = ok(DATA + "/entries?type=USER&at=end");
		assertThat(end.get("entries").valueStream().map((entry) -> entry.get("id").asString()))
			.containsExactlyElementsOf(List.copyOf(forth).subList(forth.size() - 50, forth.size()));
		assertThat(end.get("newer").isNull()).isFalse();
		assertThat(end.get("older").isNull()).isTrue();
		assertThat(ok(DATA + "/entries?type=USER&before=" + last.get("newer").asString()))
			.isEqualTo(pages.get(pages.size() - 2));
	}

	@Test
	void anEntryShowsTheDetailsOfItsRow() throws Exception {
		JsonNode entry = ok(DATA + "/entries?type=user&id=" + this.patient + "&action=UPDATE").at("/entries/0");

		assertThat(entry.at("/changes/phone")).hasToString("{\"from\":null,\"to\":\"+1 555 0100\"}");
		assertThat(entry.at("/user/email").asString()).isEqualTo("provider@acme.example");
		assertThat(entry.at("/user/kind").asString()).isEqualTo("user");
		assertThat(entry.get("outcome").asString()).isEqualTo("success");
		assertThat(entry.at("/revision/method").asString()).isEqualTo("PATCH");
		assertThat(entry.at("/revision/path").asString()).isEqualTo("/api/users/" + this.patient);
		assertThat(entry.get("label").asString()).isNotBlank();
		assertThat(ok(DATA + "/entries/" + entry.get("id").asString()).get("changes")).isEqualTo(entry.get("changes"));
	}

	@Test
	void entriesAreFoundByFieldAndByKindOfUser() throws Exception {
		String record = "?type=USER&id=" + this.patient;

		assertThat(count(record + "&action=UPDATE&field=phone")).isEqualTo(1);
		assertThat(count(record + "&action=UPDATE&field=email")).isZero();
		assertThat(ok(DATA + "/entries" + record + "&kind=user").at("/entries/0/action").asString())
			.isEqualTo("UPDATE");
		assertThat(count(record + "&kind=user")).isEqualTo(1);
		assertThat(count(record + "&kind=system")).isEqualTo(1);
		assertThat(count(record + "&kind=system&kind=user")).isEqualTo(2);
		assertThat(count(record + "&kind=anonymous&kind=service")).isZero();
	}

	/** Each filter with its opposite has every entry, and none twice. */
	@ParameterizedTest
	@ValueSource(strings = { "type=USER", "type=USER&type=TASK", "action=UPDATE", "action=UPDATE&action=CREATE",
			"user=%s", "user=%s&user=nobody", "kind=user", "kind=system&kind=user", "field=phone",
			"field=phone&field=email", "patient=%s", "organization=acme-north", "source=clinic", "source=none",
			"ip=127.0.0.1", "ip=192.0.2.1", "request=none" })
	void aFilterAndItsOppositeAddUpToAll(String filters) throws Exception {
		String with = "&" + filters.formatted(this.patient);
		String but = with.replace("&", "&not-");

		// More than one value of an opposite takes away what any of them matches
		assertThat(count("?id=" + this.patient + with) + count("?id=" + this.patient + but))
			.isEqualTo(count("?id=" + this.patient));
		assertThat(count("?outcome=success" + with) + count("?outcome=success" + but))
			.isEqualTo(count("?outcome=success"));
		assertThat(count("?outcome=success" + with + but)).isZero();
		assertThat(ok(DATA + "/days?outcome=success&zone=UTC" + but).get("days")).isNotNull();
	}

	@Test
	void daysAreTheViewersAndAddUpToTheTotal() throws Exception {
		long total = count("");
		for (String zone : List.of("UTC", "America/St_Johns", "Asia/Kathmandu", "Pacific/Kiritimati")) {
			JsonNode days = ok(DATA + "/days?zone=" + zone).get("days");
			long counted = days.valueStream()
				.flatMap((day) -> day.get("actions").valueStream())
				.mapToLong(JsonNode::longValue)
				.sum();
			assertThat(counted).isEqualTo(total);
		}
		assertThat(ok(DATA + "/days").at("/days/0/day").asString()).isIn(LocalDate.now(ZoneOffset.UTC).toString(),
				LocalDate.now(ZoneOffset.UTC).minusDays(1).toString());
		assertThat(ok(DATA + "/days?action=UPDATE&id=" + this.patient).at("/days/0/actions"))
			.hasToString("{\"UPDATE\":1}");
	}

	@Test
	void usersAreSuggestedByNameAndAddress() throws Exception {
		assertThat(ok(DATA + "/users?text=PROVIDER@acme").at("/users/0/email").asString())
			.isEqualTo("provider@acme.example");
		assertThat(ok(DATA + "/users?text=ome%20bo").get("users")).isNotEmpty();
		assertThat(ok(DATA + "/users?text=%25").get("users")).isEmpty();
		assertThat(json(get(DATA + "/users?text=provider", "globex")).get("users")).isEmpty();
	}

	@Test
	void aUserIsSuggestedByTheirWholeId() throws Exception {
		String id = ok(DATA + "/users?text=PROVIDER@acme").at("/users/0/id").asString();

		assertThat(ok(DATA + "/users?text=" + id).get("users")).extracting((user) -> user.get("email").asString())
			.contains("provider@acme.example");
		assertThat(ok(DATA + "/users?text=" + id + "0000").get("users")).isEmpty();
		assertThat(json(get(DATA + "/users?text=" + id, "globex")).get("users")).isEmpty();
	}

	@Test
	void patientsAreSuggestedByWhatTheyWereAndAreCalled() throws Exception {
		String id = String
			.valueOf(this.users.save(new User("acme", Role.PATIENT, "mill@acme.example", "Ann", "Miller")).getId());
		rename(id, "Smith");
		JsonNode smith = ok(DATA + "/records?text=smi%20ann&patients=true").get("records");
		JsonNode miller = ok(DATA + "/records?text=miller&patients=true").get("records");

		assertThat(smith).hasToString("[{\"type\":\"USER\",\"record\":\"" + id + "\",\"label\":\"Ann Smith\"}]");
		assertThat(miller).hasToString("[{\"type\":\"USER\",\"record\":\"" + id + "\",\"label\":\"Ann Miller\"}]");
		assertThat(ok(DATA + "/records?text=miller&type=USER&type=TASK").get("records")).isEqualTo(miller);
		assertThat(ok(DATA + "/records?text=miller").get("records")).isEqualTo(miller);
		assertThat(ok(DATA + "/records?text=miller&type=TASK").get("records")).isEmpty();
		assertThat(ok(DATA + "/records?text=acme&type=ORGANIZATION&patients=true").get("records")).isEmpty();
		assertThat(ok(DATA + "/records?text=body").get("records")).hasSize(10);
		assertThat(json(get(DATA + "/records?text=miller", "globex")).get("records")).isEmpty();
	}

	private void rename(String id, String name) throws Exception {
		assertThat(send(request("/api/users/" + id, "provider").header("Content-Type", "application/json")
			.method("PATCH", BodyPublishers.ofString("{\"lastName\": \"" + name + "\"}"))).statusCode()).isEqualTo(200);
	}

	@Test
	void settingsHaveTheChoicesAndTheViewer() throws Exception {
		JsonNode settings = ok(DATA + "/settings");

		assertThat(settings.get("title").asString()).isEqualTo("Audit log");
		assertThat(settings.get("types")).extracting((type) -> type.get("name").asString())
			.contains("USER", "BILLING_ITEM", "CHANGE_LOG", "LEGAL_HOLD");
		assertThat(settings.get("types")).extracting((type) -> type.get("title").asString())
			.contains("User", "Billing item", "CMS1500");
		assertThat(settings.get("actions")).extracting(JsonNode::asString).contains("CREATE", "VIEW", "SIGN_IN");
		assertThat(settings.at("/viewer/email").asString()).isEqualTo("owner@acme.example");
		assertThat(settings.at("/viewer/organization").asString()).isEqualTo("acme");
		assertThat(settings.get("mayExport").booleanValue()).isTrue();
		assertThat(settings.get("path").asString()).isEqualTo("/audit-log");
		assertThat(settings.get("signOut").asString()).isEqualTo("/sign-out");
	}

	@Test
	void aRecordIsShownAtAnyPointAndComparedBetweenTwo() throws Exception {
		JsonNode history = ok(DATA + "/entries?type=USER&id=" + this.patient + "&action=CREATE&action=UPDATE")
			.get("entries");
		String now = history.at("/0/revision/number").asString();
		String before = history.at("/1/revision/number").asString();
		String record = "type=USER&id=" + this.patient;

		assertThat(ok(DATA + "/state?" + record + "&revision=" + now).at("/values/phone").asString())
			.isEqualTo("+1 555 0100");
		assertThat(ok(DATA + "/state?" + record + "&revision=" + before).at("/values/phone").isNull()).isTrue();
		assertThat(ok(DATA + "/comparison?" + record + "&one=" + before + "&other=" + now).get("changes"))
			.hasToString("{\"phone\":{\"from\":null,\"to\":\"+1 555 0100\"}}");
	}

	@Test
	void eachReadIsRecordedAndPollingAndTypingOnceAnHour() throws Exception {
		for (String turn : List.of("first", "again")) {
			send(request(DATA + "/count?id=polled", "owner").header("X-Request-Id", turn + "-polled"));
			send(request(DATA + "/users?text=typed", "owner").header("X-Request-Id", turn + "-typed"));
			send(request(DATA + "/settings", "owner").header("X-Request-Id", turn + "-opened"));
			send(request(DATA + "/records?text=named", "owner").header("X-Request-Id", turn + "-named"));
			send(request(DATA + "/entries?id=polled", "owner").header("X-Request-Id", turn + "-read"));
		}
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.sql.queryForList(
					"select request_id from revtrail_revision where request_id like 'first-%' or request_id like 'again-%'",
					String.class))
				.containsExactlyInAnyOrder("first-polled", "first-typed", "first-named", "first-read", "again-read"));
	}

	@Test
	void countsAreOfAllThatMatchOrOfWhatIsNewer() throws Exception {
		assertThat(ok(DATA + "/entries?type=TASK").get("entries")).isEmpty();
		assertThat(count("?type=TASK")).isZero();
		JsonNode last = ok(DATA + "/entries?type=USER&at=end");
		assertThat(newer(last)).isEqualTo(count("?type=USER") - last.get("entries").size()).isPositive();
	}

	private int newer(JsonNode page) throws Exception {
		return count("?type=USER&preceding=" + page.get("newest").asString());
	}

	private int count(String query) throws Exception {
		return ok(DATA + "/count" + query).get("count").intValue();
	}

	@ParameterizedTest
	@CsvSource({ "/entries?type=NOTHING,type", "/entries?action=paint,action", "/entries?outcome=maybe,outcome",
			"/entries?kind=robot,kind", "/entries?field=a&field=b,field", "/entries?from=then,from",
			"/entries?from=2024-11-02&to=2024-11-01,from", "/days?from=2024-11-02&to=2024-11-01,to",
			"/entries?after=x,after", "/entries?at=start,at", "/entries?colour=1,colour", "/days?zone=Mars,zone",
			"/users,text", "/records,text", "/records?text=a&type=NONE,type", "/records?text=a&patients=maybe,patients",
			"/records?text=%20,text", "/state?type=USER&id=1,revision", "/state?id=1&revision=1,type",
			"/comparison?type=USER&id=1&one=1,other", "/state?type=USER&revision=1,id" })
	void badInputIsNamed(String path, String parameter) throws Exception {
		HttpResponse<String> answer = get(DATA + path, "owner");

		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
		assertThat(json(answer).at("/arg_errors/" + parameter)).as(answer.body()).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/entries", "/days", "/users?text=a", "/records?text=a", "/settings", "/count",
			"/entries/1", "/nothing" })
	void onlyOwnersAndAdminsSeeIt(String path) throws Exception {
		assertThat(get(DATA + path, "auditor").statusCode()).isEqualTo(403);
		assertThat(get(DATA + path, "provider").statusCode()).isEqualTo(403);
		assertThat(send(request(DATA + path)).statusCode()).isEqualTo(401);
	}

}
