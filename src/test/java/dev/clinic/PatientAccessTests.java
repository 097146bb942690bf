package dev.clinic;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.clinic.people.User;
import dev.clinic.record.Role;
import dev.revtrail.Caller;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.DeletedRecord;
import dev.revtrail.PatientAccess;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordLabel;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.TextSearch;
import dev.revtrail.security.AuthorityMapping;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may read one patient's entries reads those, and finds no way to others. Each of two
 * patients has a mark that is part of all that is known of them.
 */
@TestPropertySource(properties = "test.database.of=PatientAccess")
@Import(PatientAccessTests.Patients.class)
class PatientAccessTests extends RunningClinic {

	private static final String DATA = "/audit-log/data";

	private static final String READER = "provider";

	@Autowired
	private Charts charts;

	@Autowired
	private ChangeLog log;

	@Autowired
	private RecordHistory history;

	@Autowired
	private JdbcTemplate sql;

	private String anna;

	private String berta;

	private String north;

	/** A task of the one patient, one of the other, and one that went from her to her. */
	private String annas;

	private String bertas;

	private String moved;

	@BeforeAll
	void writeRecords() throws Exception {
		found();
		this.anna = patient("acme", "Annamark");
		this.berta = patient("acme", "Bertamark");
		this.north = patient("acme-north", "Northmark");
		this.annas = task(this.anna, "Annamark alone");
		this.bertas = task(this.berta, "Bertamark alone");
		this.moved = task(this.anna, "Annamark first");
		patch(this.moved, Map.of("notes", "Annamark's note", "labels", List.of("Annamark")));
		patch(this.moved, Map.of("patient", "/api/users/" + this.berta, "title", "Bertamark now", "notes",
				"Bertamark's note", "labels", List.of("Bertamark")));
		patch(this.moved, Map.of("notes", "Bertamark's second note"));
	}

	private String patient(String organization, String name) {
		return String.valueOf(
				this.users.save(new User(organization, Role.PATIENT, name + "@patients.example", "Pat", name)).getId());
	}

	private String task(String patient, String title) throws Exception {
		HttpResponse<String> created = write("POST", "/api/tasks",
				Map.of("title", title, "patient", "/api/users/" + patient));
		assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
		String address = created.headers().firstValue("Location").orElseThrow();
		return address.substring(address.lastIndexOf('/') + 1);
	}

	private void patch(String task, Map<String, ?> fields) throws Exception {
		HttpResponse<String> changed = write("PATCH", "/api/tasks/" + task, fields);
		assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
	}

	private HttpResponse<String> write(String method, String path, Map<String, ?> fields) throws Exception {
		return send(request(path, "owner")
			.header("Content-Type", method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
			.method(method, BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(fields))));
	}

	@BeforeEach
	void open() {
		this.charts.open.clear();
		this.charts.open.addAll(List.of(this.anna, this.berta, this.north));
		this.charts.asked.clear();
		this.charts.failure = null;
	}

	@Test
	void aPatientsEntriesAreReadAndNoOthers() throws Exception {
		JsonNode entries = read("/entries?patient=" + this.anna).get("entries");

		assertThat(entries).extracting((entry) -> entry.at("/patient/record").asString()).containsOnly(this.anna);
		assertThat(entries).extracting((entry) -> entry.get("type").asString()).contains("USER", "TASK");
		assertThat(read("/count?patient=" + this.anna).get("count").intValue()).isEqualTo(entries.size());
		assertThat(read("/days?patient=" + this.anna).get("days")
			.valueStream()
			.flatMap((day) -> day.get("actions").valueStream())
			.mapToInt(JsonNode::intValue)
			.sum()).isEqualTo(entries.size());
		assertThat(read("/names?patient=" + this.anna).get("patient").asString()).isEqualTo("Pat Annamark");
		assertThat(entries.toString()).doesNotContain("Bertamark");
	}

	@Test
	void theHostIsAskedAtEachRequest() throws Exception {
		for (String path : List.of("/entries", "/count", "/days", "/names", "/settings")) {
			assertThat(get(DATA + path + "?patient=" + this.anna, READER).statusCode()).isEqualTo(200);
		}
		assertThat(this.charts.asked).isEqualTo(Collections.nCopies(5, "provider@acme.example " + this.anna));

		this.charts.open.remove(this.anna);
		assertThat(get(DATA + "/entries?patient=" + this.anna, READER).statusCode()).isEqualTo(403);
	}

	@Test
	void whoMaySeeThePageIsNotAsked() throws Exception {
		this.charts.open.clear();

		assertThat(ok(DATA + "/entries?patient=" + this.anna).get("entries")).isNotEmpty();
		assertThat(this.charts.asked).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "/data/users?text=Anna&patient={anna}", "/data/records?text=Anna&patient={anna}",
			"/data/records?text=Anna&patients=true&patient={anna}", "/data/export?format=csv&patient={anna}",
			"/data/export?format=ndjson&patient={anna}", "/data/export/1?patient={anna}", "/data/other?patient={anna}",
			"/data/entries", "/data/entries?type=TASK&id={annas}", "/data/entries/1", "/data/count", "/data/days",
			"/data/names?user=1", "/data/settings", "/data/state?type=TASK&id={annas}&revision=999999",
			"/data/comparison?type=TASK&id={annas}&one=1&other=999999", "/data/entries?patient=999999" })
	void allElseIsRefusedAsWithoutAnyAuthority(String path) throws Exception {
		String address = "/audit-log" + path.replace("{annas}", this.annas).replace("{anna}", this.anna);
		HttpResponse<String> refused = get(address, READER);
		HttpResponse<String> other = get(address, "auditor");

		assertThat(refused.statusCode()).isEqualTo(403);
		assertThat(refused.body()).isEqualTo(other.body());
		assertThat(refused.headers().map().keySet()).isEqualTo(other.headers().map().keySet());
		assertThat(send(request(address, READER).method("HEAD", BodyPublishers.noBody())).statusCode()).isEqualTo(403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "patient={anna}&patient={berta}", "patient={anna}&patient={anna}", "patient=",
			"patient={anna}&patient=", "patient", "patient=%20", "patient={anna}%20", "patient=%20{anna}",
			"patient=%C2%A0{anna}", "patient=%E2%80%83{anna}", "patient={anna}%00", "patient={anna}%0A",
			"Patient={anna}", "patient%5B%5D={anna}", "id={anna}&type=USER" })
	void whatIsNotTheIdOfOnePatientIsRefusedUnasked(String query) throws Exception {
		for (String path : List.of("/entries?", "/count?", "/days?", "/names?", "/settings?", "/entries/1?",
				"/state?revision=999999&", "/comparison?one=1&other=999999&")) {
			String given = query.replace("{anna}", this.anna).replace("{berta}", this.berta);
			given = path.contains("revision") || path.contains("one=") ? given + "&type=TASK&id=" + this.annas : given;
			String answer = raw("GET", DATA + path + given, READER);
			assertThat(answer).as(path + given).startsWith("HTTP/1.1 403").doesNotContain("mark");
		}
		assertThat(this.charts.asked).isEmpty();
	}

	@Test
	void anotherOrganizationsPatientHasNoEntries() throws Exception {
		assertThat(read("/entries?patient=" + this.north).get("entries")).isNotEmpty();
		assertThat(get(DATA + "/entries?patient=" + this.anna, "north").statusCode()).isEqualTo(200);
		String foreign = patient("globex", "Foreignmark");
		this.charts.open.add(foreign);

		assertThat(read("/entries?patient=" + foreign).get("entries")).isEmpty();
		assertThat(read("/count?patient=" + foreign).get("count").intValue()).isZero();
		assertThat(read("/days?patient=" + foreign).get("days")).isEmpty();
		assertThat(read("/names?patient=" + foreign)).isEmpty();
		assertNothing("/state?type=USER&id=" + foreign + "&revision=999999&patient=" + foreign);
	}

	@Test
	void aFailureShowsNothing() throws Exception {
		this.charts.failure = new IllegalStateException("The charts of Annamark are on fire.");
		for (String path : List.of("/entries", "/count", "/days", "/names", "/settings", "/entries/1")) {
			HttpResponse<String> answer = get(DATA + path + "?patient=" + this.anna, READER);
			assertThat(answer.statusCode()).as(path).isEqualTo(500);
			assertThat(answer.body()).doesNotContain("mark").doesNotContain("fire");
		}
		this.charts.failure = new StackOverflowError();
		HttpResponse<String> answer = get(DATA + "/entries?patient=" + this.anna, READER);
		assertThat(answer.statusCode()).isEqualTo(500);
		assertThat(answer.body()).doesNotContain("mark");
	}

	@Test
	void aRecordOfAnotherPatientIsNotThere() throws Exception {
		String record = "type=TASK&id=" + this.bertas;
		String revision = revisions(this.bertas, "owner", "").get(0);

		assertThat(read("/entries?" + record + "&patient=" + this.anna).get("entries")).isEmpty();
		assertThat(read("/count?" + record + "&patient=" + this.anna).get("count").intValue()).isZero();
		assertThat(read("/names?" + record + "&patient=" + this.anna)).extracting(JsonNode::toString)
			.asString()
			.doesNotContain("Bertamark");
		assertNothing("/state?" + record + "&revision=" + revision + "&patient=" + this.anna);
		assertNothing("/comparison?" + record + "&one=0&other=" + revision + "&patient=" + this.anna);
		assertNothing("/state?type=USER&id=" + this.berta + "&revision=999999&patient=" + this.anna);
		// A record that belongs to no patient
		assertNothing("/state?type=ORGANIZATION&id=acme&revision=999999&patient=" + this.anna);
	}

	@Test
	void anEntryOfAnotherPatientIsNotThere() throws Exception {
		String own = entries(this.annas, "owner", "").get(0).get("id").asString();
		String other = entries(this.bertas, "owner", "").get(0).get("id").asString();
		String unowned = ok(DATA + "/entries?type=ORGANIZATION").at("/entries/0/id").asString();

		assertThat(read("/entries/" + own + "?patient=" + this.anna).get("record").asString()).isEqualTo(this.annas);
		assertNothing("/entries/" + other + "?patient=" + this.anna);
		assertNothing("/entries/" + unowned + "?patient=" + this.anna);
		assertThat(get(DATA + "/entries/" + other, READER).statusCode()).isEqualTo(403);
	}

	@Test
	void aRecordThatMovedAwayIsWhatItWasUntilThen() throws Exception {
		List<String> all = revisions(this.moved, "owner", "");
		assertThat(all).hasSize(4);
		String own = "&patient=" + this.anna;

		assertThat(revisions(this.moved, READER, own)).isEqualTo(all.subList(2, 4));
		assertThat(read("/count?type=TASK&id=" + this.moved + own).get("count").intValue()).isEqualTo(2);
		assertThat(state(all.get(2), own).toString()).contains("Annamark's note").doesNotContain("Bertamark");
		for (String later : List.of(all.get(1), all.get(0), "999999999")) {
			assertNothing("/state?type=TASK&id=" + this.moved + "&revision=" + later + own);
			assertNothing("/comparison?type=TASK&id=" + this.moved + "&one=" + all.get(2) + "&other=" + later + own);
		}
		assertThat(read("/comparison?type=TASK&id=" + this.moved + "&one=" + all.get(3) + "&other=" + all.get(2) + own)
			.toString()).contains("Annamark's note").doesNotContain("Bertamark");
	}

	@Test
	void aRecordThatMovedHereIsWhatItWasSince() throws Exception {
		List<String> all = revisions(this.moved, "owner", "");
		String own = "&patient=" + this.berta;
		String entries = entries(this.moved, READER, own).toString();

		assertThat(revisions(this.moved, READER, own)).isEqualTo(all.subList(0, 2));
		assertThat(entries).contains("Bertamark's note", "Bertamark's second note").doesNotContain("Annamark");
		JsonNode move = entries(this.moved, READER, own).get(1).get("changes");
		assertThat(move.get("patient")).hasToString("{\"to\":\"" + this.berta + "\"}");
		assertThat(move.get("title")).hasToString("{\"to\":\"Bertamark now\"}");
		assertThat(move.get("labels")).isEmpty();
		// What follows the move is known on both sides
		assertThat(entries(this.moved, READER, own).get(0).get("changes").get("notes").get("from").asString())
			.isEqualTo("Bertamark's note");
		assertThat(state(all.get(1), own).toString()).contains("Bertamark's note").doesNotContain("Annamark");
		for (String earlier : List.of(all.get(2), all.get(3), before(all.get(1)))) {
			assertNothing("/state?type=TASK&id=" + this.moved + "&revision=" + earlier + own);
			assertNothing("/comparison?type=TASK&id=" + this.moved + "&one=" + earlier + "&other=" + all.get(0) + own);
		}
		JsonNode single = read(
				"/entries/" + entries(this.moved, READER, own).get(1).get("id").asString() + "?patient=" + this.berta);
		assertThat(single.toString()).doesNotContain("Annamark").doesNotContain("\"" + this.anna + "\"");
	}

	/**
	 * Nothing says whose a record was before its first entry, unless it is the patient.
	 */
	@Test
	void whatIsOlderThanTheLogIsShownOfThePatientAlone() throws Exception {
		String old = task(this.anna, "Annamark old");
		patch(old, Map.of("notes", "newer"));
		String patient = patient("acme", "Oldmark");
		this.charts.open.add(patient);
		assertThat(write("PATCH", "/api/users/" + patient, Map.of("lastName", "Newmark")).statusCode()).isEqualTo(200);
		assertThat(this.sql.update("delete from revtrail_entry where action = 'CREATE' and (record_type = 'TASK' "
				+ "and record_id = ? or record_type = 'USER' and record_id = ?)", old, patient))
			.isEqualTo(2);

		JsonNode task = read("/entries?type=TASK&id=" + old + "&patient=" + this.anna).at("/entries/0");
		assertThat(task.at("/changes/notes")).hasToString("{\"to\":\"newer\"}");
		String before = before(task.at("/revision/number").asString());
		assertNothing("/state?type=TASK&id=" + old + "&revision=" + before + "&patient=" + this.anna);
		assertThat(ok(DATA + "/state?type=TASK&id=" + old + "&revision=" + before).at("/values/title").asString())
			.isEqualTo("Annamark old");

		JsonNode renamed = read("/entries?type=USER&patient=" + patient).at("/entries/0");
		assertThat(renamed.at("/changes/lastName")).hasToString("{\"from\":\"Oldmark\",\"to\":\"Newmark\"}");
		assertThat(
				read("/state?type=USER&id=" + patient + "&revision=" + before(renamed.at("/revision/number").asString())
						+ "&patient=" + patient)
					.at("/values/lastName")
					.asString())
			.isEqualTo("Oldmark");
	}

	private static String before(String revision) {
		return String.valueOf(Long.parseLong(revision) - 1);
	}

	/** Places of other lists are places in this one. */
	@Test
	void aPlaceOfAnotherListLeadsToNothingElse() throws Exception {
		Set<String> places = new LinkedHashSet<>();
		JsonNode page = ok(DATA + "/entries");
		List.of("newest", "older").forEach((name) -> places.add(page.path(name).asString("")));
		for (String task : List.of(this.annas, this.bertas, this.moved)) {
			for (JsonNode entry : entries(task, "owner", "")) {
				places.add(ok(DATA + "/entries/" + entry.get("id").asString()).get("place").asString());
			}
		}
		places.add(ok(DATA + "/entries?at=end").get("newest").asString());
		places.remove("");
		assertThat(places).hasSizeGreaterThan(5);
		int total = read("/count?patient=" + this.anna).get("count").intValue();

		for (String place : places) {
			String at = "=" + URLEncoder.encode(place, StandardCharsets.UTF_8) + "&patient=" + this.anna;
			for (String where : List.of("after", "before")) {
				String answer = read("/entries?" + where + at).toString();
				assertThat(answer).doesNotContain("Bertamark");
			}
			for (String where : List.of("preceding", "since")) {
				assertThat(read("/count?" + where + at).get("count").intValue()).isBetween(0, total);
			}
		}
		assertThat(read("/entries?at=end&patient=" + this.anna).toString()).doesNotContain("Bertamark");
	}

	@Test
	void otherFiltersNarrowAndDoNotWiden() throws Exception {
		String request = ok(DATA + "/entries?type=TASK&id=" + this.bertas).at("/entries/0/revision/request").asString();
		String owner = ok(DATA + "/users?text=owner@acme.example").at("/users/0/id").asString();
		for (String filter : List.of("type=TASK", "type=CHANGE_LOG", "type=USER&type=TASK", "user=" + owner,
				"organization=acme-north", "organization=globex", "request=" + request, "field=title", "kind=user",
				"from=2000-01-01", "outcome=success", "id=" + this.bertas)) {
			String answer = read("/entries?" + filter + "&patient=" + this.anna).toString();
			assertThat(answer).as(filter).doesNotContain("Bertamark").doesNotContain("Northmark");
		}
		assertThat(read("/names?user=" + owner + "&patient=" + this.north))
			.hasToString("{\"patient\":\"Pat Northmark\"}");
	}

	@Test
	void labelsAreThoseOfThePatientsOwnRecords() throws Exception {
		Scope ofAnna = Scope.organization("acme").ofPatient(this.anna);

		assertThat(this.log.searchRecords(new TextSearch(ofAnna, "mark", 100), Set.of("TASK", "USER")))
			.extracting(RecordLabel::text)
			.contains("Pat Annamark", "Annamark alone", "Annamark first")
			.noneMatch((text) -> text.contains("Bertamark"));
		String gone = task(this.berta, "Bertamark gone");
		assertThat(send(request("/api/tasks/" + gone, "owner").DELETE()).statusCode()).isEqualTo(204);
		assertThat(this.history.deleted(ofAnna, "TASK", null, 10).records()).isEmpty();
		assertThat(this.history.deleted(Scope.organization("acme").ofPatient(this.berta), "TASK", null, 10).records())
			.extracting(DeletedRecord::deletion)
			.hasSize(1);
		assertThat(this.history.stateBeforeDeletion(ofAnna, new RecordRef("TASK", gone))).isEmpty();
		assertThat(this.log.count(ChangeQuery.in(ofAnna.ofPatient(this.berta)))).isZero();
		assertThat(this.log.count(ChangeQuery.in(ofAnna).patient(this.berta))).isZero();
	}

	@Test
	void theElementsKnowThatThePageIsNotForThem() throws Exception {
		JsonNode settings = read("/settings?patient=" + this.anna);

		assertThat(settings.get("mayOpenPage").booleanValue()).isFalse();
		assertThat(settings.get("mayExport").booleanValue()).isFalse();
		assertThat(ok(DATA + "/settings").get("mayOpenPage").booleanValue()).isTrue();
	}

	@Test
	void whatIsReadIsRecordedForThePatient() throws Exception {
		HttpRequest.Builder reading = request(DATA + "/entries?patient=" + this.anna, READER).header("X-Request-Id",
				"read-of-anna");
		assertThat(send(reading).statusCode()).isEqualTo(200);

		Awaitility.await()
			.untilAsserted(() -> assertThat(ok(DATA + "/entries?type=CHANGE_LOG&request=read-of-anna").get("entries")
				.valueStream()
				.map((entry) -> entry.get("action").asString() + " " + entry.at("/user/email").asString() + " "
						+ entry.at("/data/query").asString("")))
				.contains("VIEW provider@acme.example " + "{\"except_record_types\":[\"CHANGE_LOG\"],\"patient\":\""
						+ this.anna + "\"}"));
		assertThat(ok(DATA + "/entries?type=CHANGE_LOG&patient=" + this.anna).get("entries"))
			.extracting((entry) -> entry.at("/user/email").asString())
			.contains("provider@acme.example");
	}

	private JsonNode read(String path) throws Exception {
		return ok(DATA + path, READER);
	}

	private JsonNode state(String revision, String more) throws Exception {
		return read("/state?type=TASK&id=" + this.moved + "&revision=" + revision + more);
	}

	private void assertNothing(String path) throws Exception {
		HttpResponse<String> answer = get(DATA + path, READER);
		assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(404);
		assertThat(answer.body()).doesNotContain("mark");
	}

	private List<JsonNode> entries(String task, String who, String more) throws Exception {
		return ok(DATA + "/entries?type=TASK&id=" + task + more, who).get("entries").valueStream().toList();
	}

	private List<String> revisions(String task, String who, String more) throws Exception {
		return entries(task, who, more).stream().map((entry) -> entry.at("/revision/number").asString()).toList();
	}

	/**
	 * Which patients are open to everybody, and who asked.
	 */
	static final class Charts implements PatientAccess {

		private final Set<String> open = ConcurrentHashMap.newKeySet();

		private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

		private Throwable failure;

		@Override
		public boolean mayRead(Caller caller, String patientId) {
			this.asked.add(caller.actor().email() + " " + patientId);
			if (this.failure instanceof Error error) {
				throw error;
			}
			if (this.failure instanceof RuntimeException exception) {
				throw exception;
			}
			return this.open.contains(patientId);
		}

	}

	/**
	 * Whoever reads records reads patients' logs, and may export.
	 */
	@TestConfiguration(proxyBeanMethods = false)
	static class Patients {

		@Bean
		Charts charts() {
			return new Charts();
		}

		@Bean
		AuthorityMapping readersOfRecordsReadPatients() {
			return (authority) -> authority.equals("RECORDS_READ")
					? Set.of(authority, Caller.AUDIT_PATIENT, Caller.AUDIT_EXPORT) : Set.of(authority);
		}

	}

}
