package dev.clinic.demo;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.revtrail.Action;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.RecordType;
import dev.revtrail.RecordTypes;
import dev.revtrail.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The demo data as a new user finds it, on any day.
 */
@ParameterizedClass
@MethodSource("dev.clinic.demo.DemoDays#some")
class DemoDataTests {

	private static final Set<Action> CHANGES = Set.of(Action.CREATE, Action.UPDATE, Action.DELETE);

	/** And the days of the week that has begun. */
	private static final Duration HALF_A_YEAR = Duration.ofDays(26 * 7 + 7);

	/** Those that the demo makes; the tests' own requests leave some, too. */
	private static final String EVENTS = "from revtrail_entry e join revtrail_revision r on r.id = e.revision "
			+ "where e.action not in ('CREATE', 'UPDATE', 'DELETE') and r.ip_address not like '127.%'";

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private static ConfigurableApplicationContext clinic;

	@Parameter
	Instant now;

	@BeforeParameterizedClassInvocation
	static void start(Instant now) {
		clinic = DemoClinic.start(now);
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		clinic.close();
	}

	@Test
	void isManyEntriesInTheScopeOfTheOwner() {
		assertThat(count(Scope.organization("acme"))).isGreaterThanOrEqualTo(5_000);
		assertThat(count(Scope.organization("acme-north"))).isGreaterThan(500);
		assertThat(count(Scope.organization("globex"))).isGreaterThan(300);
	}

	@Test
	void isOfAllTypesAndActions() {
		List<String> types = clinic.getBean(RecordTypes.class).all().stream().map(RecordType::name).toList();
		assertThat(types).hasSize(23);
		Set<String> expected = new TreeSet<>();
		for (String type : types) {
			for (Action action : List.of(Action.CREATE, Action.UPDATE, Action.DELETE)) {
				expected.add(type + " " + action.name());
			}
		}
		// Organizations are never deleted
		expected.remove("ORGANIZATION DELETE");
		assertThat(texts("select distinct concat(record_type, ' ', action) from revtrail_entry where "
				+ "root_organization = 'acme' and action in ('CREATE', 'UPDATE', 'DELETE')"))
			.containsExactlyInAnyOrderElementsOf(expected);
	}

	@Test
	void membersJoinGetAnotherRoleAndLeave() {
		for (String root : List.of("acme", "globex")) {
			assertThat(texts("select concat(action, coalesce(changed, '')) from revtrail_entry where record_type = "
					+ "'ORGANIZATION_MEMBERSHIP' and root_organization = '" + root + "'"))
				.anyMatch((entry) -> entry.startsWith("CREATE"))
				.contains("UPDATE,role,")
				.anyMatch((entry) -> entry.startsWith("DELETE"));
		}
	}

	@Test
	void hasWhatIsNoChangeToo() {
		for (String root : List.of("acme", "globex")) {
			assertThat(texts("select distinct e.action " + EVENTS + " and e.root_organization = '" + root + "'"))
				.containsExactlyInAnyOrder("SIGN_IN", "SIGN_OUT", "SIGN_IN_FAILED", "VIEW", "PRINT", "EXPORT", "NOTE",
						"ACCESS_DENIED", "CREATE_FAILED", "UPDATE_FAILED", "DELETE_FAILED");
		}
		assertThat(texts("select e.action " + EVENTS)).hasSizeBetween(500, 1_000);
		assertThat(texts("select e.action " + EVENTS + " and e.record_type in ('DIAGNOSIS', 'CARE_PLAN')"
				+ " and e.patient is null"))
			.isEmpty();
		assertThat(texts("select r.note " + EVENTS + " and e.action = 'NOTE'")).isNotEmpty()
			.allMatch(Phrases.NOTES::contains);
	}

	@Test
	void everyEntryIsTheSameThroughAllContracts() throws Exception {
		assertThat(new DemoParity(DemoClinic.base(clinic)).compare()).isGreaterThanOrEqualTo(5_000);
	}

	@Test
	void itsEventsAreAsTheClinicItselfRecordsThem() throws Exception {
		assertThat(new DemoEvents(clinic.getBean(JdbcClient.class), DemoClinic.base(clinic)).compare())
			.hasSizeGreaterThan(12);
	}

	@Test
	void whoSignsInHasAPassword() {
		assertThat(texts("select distinct coalesce(r.actor_email, e.record_id) " + EVENTS
				+ " and e.action in ('SIGN_IN', 'SIGN_OUT')"))
			.isSubsetOf(DemoUser.ALL.stream().map(DemoUser::email).toList())
			.isNotEmpty();
		assertThat(texts("select distinct e.record_id " + EVENTS + " and e.action = 'SIGN_IN_FAILED'")).isNotEmpty()
			.isSubsetOf(texts("select id from users where password_hash is not null"));
	}

	@Test
	void anExportReportsTheNumberOfEntries() {
		List<Integer> rows = texts("select e.data " + EVENTS + " and e.action = 'EXPORT' and e.root_organization = "
				+ "'globex' order by e.id")
			.stream()
			.map((data) -> JsonMapper.shared().readTree(data).get("rows").intValue())
			.toList();
		assertThat(rows).hasSizeGreaterThan(3).isSorted().doesNotHaveDuplicates();
		assertThat(rows.get(0)).isPositive();
	}

	@Test
	void changesOfPolicyNumbersAreRecordedAndTheNumbersAreNot() throws Exception {
		String reported = body("/acme/live/audit?entityType=POLICY&action=UPDATE&size=100", "demo-owner-key");

		assertThat(reported).contains("\"policyNumber\":{\"from\":{\"masked\":true},\"to\":{\"masked\":true}}");
		assertThat(texts("select policy_number from policy")).isNotEmpty()
			.allSatisfy((number) -> assertThat(reported).doesNotContain(number));
	}

	@Test
	void theReadmesExampleWorks() throws Exception {
		Matcher change = Pattern
			.compile("curl -X PATCH localhost:8080(\\S+) -H 'Authorization: Bearer (\\S+)'.*?-d '(\\{.+?})'",
					Pattern.DOTALL)
			.matcher(Files.readString(Path.of("README.md")));
		assertThat(change.find()).isTrue();

		assertThat(send("PATCH", change.group(1), change.group(2), change.group(3)).statusCode()).isEqualTo(200);
		String value = JsonMapper.shared()
			.readTree(change.group(3))
			.properties()
			.iterator()
			.next()
			.getValue()
			.asString();
		assertThat(body("/v1/change-log-entries?sort_by=-_id&per_page=1&attributes=details", change.group(2)))
			.contains("\"to\":\"" + value + "\"");
	}

	@Test
	void belongsToAnOrganizationEach() {
		assertThat(count(Scope.everything()))
			.isEqualTo(count(Scope.organization("acme")) + count(Scope.organization("globex")));
		assertThat(texts("select distinct organization from revtrail_entry")).containsExactlyInAnyOrder("acme",
				"acme-north", "acme-south", "globex");
	}

	@Test
	void isMadeByManyActorsFromSeveralSources() {
		assertThat(texts("select distinct actor_type from revtrail_revision")).containsExactlyInAnyOrder("USER",
				"SERVICE", "SYSTEM", "ANONYMOUS");
		assertThat(texts("select distinct source from revtrail_revision")).contains("clinic", "patient-portal",
				"BillingRun", "InsuranceImport", "AppointmentReminderJob", "TaskEscalation", "FeatureRollout");
		assertThat(texts("select distinct actor_id from revtrail_revision")).hasSizeGreaterThan(80);
		assertThat(texts("select source from revtrail_revision where request_id is null")).isNotEmpty()
			.doesNotContain("clinic", "patient-portal");
	}

	@Test
	void wasAskedForAtThePathsOfTheClinic() {
		assertThat(texts("select distinct http_path from revtrail_revision where http_path is not null")).isNotEmpty()
			.allSatisfy((path) -> assertThat(path).matches("(/[A-Za-z0-9,-]+)+"));
	}

	@Test
	void happenedInThePastHalfYear() {
		List<String> times = texts("select recorded_at from revtrail_revision order by id");
		assertThat(times).isSorted();
		assertThat(count(Scope.everything(), this.now.minus(HALF_A_YEAR), this.now))
			.isEqualTo(count(Scope.everything()));
		assertThat(count(Scope.everything(), this.now.minusSeconds(600), this.now)).isPositive();
	}

	@ParameterizedTest
	@CsvSource({ "demo-owner-key, 200, 200, 200, 404", "demo-admin-key, 200, 200, 200, 403",
			"demo-auditor-key, 200, 403, 403, 403", "demo-provider-key, 403, 200, 403, 403",
			"demo-north-key, 200, 200, 200, 404", "demo-globex-key, 200, 200, 200, 404" })
	void letsTheKeysIn(String key, int log, int records, int keys, int revocation) throws Exception {
		assertThat(status("GET", "/v1/change-log-entries", key)).isEqualTo(log);
		assertThat(status("GET", "/api/appointments", key)).isEqualTo(records);
		assertThat(status("GET", "/api/api-keys", key)).isEqualTo(keys);
		assertThat(status("POST", "/api/api-keys/999999999/revoke", key)).isEqualTo(revocation);
	}

	@Test
	void letsTheUsersSignIn() {
		for (DemoUser user : DemoUser.ALL) {
			String here = " from users where email = '" + user.email() + "'";
			assertThat(texts("select concat(first_name, ' ', last_name, ' ', role)" + here))
				.containsExactly(user.firstName() + " " + user.lastName() + " " + user.role());
			assertThat(texts("select password_hash" + here))
				.allMatch((hash) -> PasswordEncoderFactories.createDelegatingPasswordEncoder()
					.matches("demo-password", hash));
		}
		assertThat(texts("select sign_in_email from users where password_hash is not null"))
			.hasSize(DemoUser.ALL.size());
	}

	@Test
	void itsRequestsHaveBeenAnswered() {
		assertThat(texts("select distinct s.status from revtrail_http_status s join revtrail_revision r "
				+ "on r.id = s.revision join revtrail_entry e on e.revision = r.id "
				+ "where e.action in ('CREATE', 'UPDATE', 'DELETE')"))
			.containsExactlyInAnyOrder("200", "201", "204");
	}

	private static long count(Scope scope) {
		return clinic.getBean(ChangeLog.class).count(ChangeQuery.in(scope).actions(CHANGES));
	}

	private static long count(Scope scope, Instant after, Instant before) {
		return clinic.getBean(ChangeLog.class).count(ChangeQuery.in(scope).actions(CHANGES).since(after).until(before));
	}

	private static List<String> texts(String sql) {
		return clinic.getBean(JdbcClient.class).sql(sql).query(String.class).list();
	}

	private static String body(String path, String key) throws Exception {
		return send("GET", path, key, "").body();
	}

	private static int status(String method, String path, String key) throws Exception {
		return send(method, path, key, "").statusCode();
	}

	private static HttpResponse<String> send(String method, String path, String key, String body) throws Exception {
		return HTTP.send(HttpRequest.newBuilder(URI.create(DemoClinic.base(clinic) + path))
			.header("Authorization", "Bearer " + key)
			.header("Content-Type", "application/json")
			.method(method, BodyPublishers.ofString(body))
			.build(), BodyHandlers.ofString());
	}

}
