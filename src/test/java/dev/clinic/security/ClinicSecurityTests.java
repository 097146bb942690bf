package dev.clinic.security;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.clinic.RunningClinic;
import dev.clinic.people.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

class ClinicSecurityTests extends RunningClinic {

	@Autowired
	private JdbcClient jdbc;

	@Test
	void takesTheKeyFromEachOfThreeHeaders() throws Exception {
		assertThat(status("Authorization", "Bearer demo-owner-key")).isEqualTo(200);
		assertThat(status("Authorization", "bearer  demo-owner-key ")).isEqualTo(200);
		assertThat(status("Authorization", "Basic demo-owner-key")).isEqualTo(200);
		assertThat(status("X-CareHQ-APIKey", "demo-owner-key")).isEqualTo(200);
		assertThat(status("Authorization", "Bearer demo-owner-key", "X-CareHQ-APIKey", "demo-owner-key"))
			.isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer no-such-key", "Bearer", "Basic ZGVtby1vd25lci1rZXk6", "demo-owner-key",
			"Digest username=demo-owner-key", "Bearer demo-owner-ke", "Bearer DEMO-OWNER-KEY",
			"Bearer demo owner key" })
	void refusesEverythingElseInTheContractsForm(String authorization) throws Exception {
		HttpResponse<String> response = send(request(ENTRIES).header("Authorization", authorization));
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(json(response).propertyNames()).containsExactly("hint", "arg_errors");
		assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
		assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
		assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
	}

	@Test
	void refusesDifferentKeysInOneRequest() throws Exception {
		assertThat(status("Authorization", "Bearer demo-owner-key", "X-CareHQ-APIKey", "demo-admin-key"))
			.isEqualTo(401);
		assertThat(status("Authorization", "Bearer demo-owner-key", "Authorization", "Bearer demo-admin-key"))
			.isEqualTo(401);
	}

	@Test
	void refusesCallersWithoutAKeyEverywhere() throws Exception {
		assertThat(send(request(ENTRIES)).statusCode()).isEqualTo(401);
		HttpResponse<String> elsewhere = send(request("/api/appointments"));
		assertThat(elsewhere.statusCode()).isEqualTo(401);
		assertThat(json(elsewhere).propertyNames()).containsExactly("error", "message");
		assertThat(send(request("/nowhere")).statusCode()).isEqualTo(401);
	}

	@Test
	void deniesWhatNoRuleAllows() throws Exception {
		assertThat(get("/nowhere", "owner").statusCode()).isEqualTo(403);
	}

	@ParameterizedTest
	@CsvSource({ "owner, 200", "admin, 200", "auditor, 200", "provider, 403", "patient, 403", "north, 200" })
	void letsRolesReadTheLogAsTheContractSays(String who, int status) throws Exception {
		assertThat(get(ENTRIES, who).statusCode()).isEqualTo(status);
	}

	@Test
	void refusesKeysAndUsersThatWereSwitchedOffAtOnce() throws Exception {
		ApiKeys.Issued issued = issue("leaver");
		assertThat(status("Authorization", "Bearer " + issued.key())).isEqualTo(200);
		update("update users set active = false where id = ?", issued.apiKey().getUser().getId());
		assertThat(status("Authorization", "Bearer " + issued.key())).isEqualTo(401);
		update("update users set active = true where id = ?", issued.apiKey().getUser().getId());
		assertThat(status("Authorization", "Bearer " + issued.key())).isEqualTo(200);
		update("update api_key set active = false where id = ?", issued.apiKey().getId());
		assertThat(status("Authorization", "Bearer " + issued.key())).isEqualTo(401);
	}

	@Test
	void aRotatedKeyTakesThePlaceOfTheOldOne() throws Exception {
		ApiKeys.Issued old = issue("rotated");
		ApiKeys.Issued fresh = this.keys.rotate(old.apiKey().getId());
		assertThat(status("Authorization", "Bearer " + old.key())).isEqualTo(401);
		assertThat(status("Authorization", "Bearer " + fresh.key())).isEqualTo(200);
		assertThat(send(SignedRequest.of("GET", ENTRIES).build(base(), fresh.key(), fresh.secret())).statusCode())
			.isEqualTo(200);
	}

	@Test
	void keepsNeitherKeysNorSecretsInClear() {
		List<String> columns = this.jdbc.sql("select concat(key_hash, ' ', encrypted_secret, ' ', prefix) from api_key")
			.query(String.class)
			.list();
		assertThat(columns).hasSizeGreaterThan(6).noneMatch((row) -> row.contains("-key") || row.contains("secret"));
	}

	@Test
	void acceptsSignedRequestsWithRepeatedEmptyAndForeignValues() throws Exception {
		assertSigned(200, SignedRequest.of("GET", ENTRIES));
		assertSigned(200,
				SignedRequest.of("GET", ENTRIES)
					.with("attributes", "type", "document_types", "document_type")
					.with("sort_by", "created")
					.with("after", "")
					.with("filters-user", "a&b=c+d%20/é 漢字 \ud83d\ude00"));
		assertSigned(404, SignedRequest.of("GET", ENTRIES + "/8000000000000001"));
		assertSigned(400, SignedRequest.of("POST", ENTRIES).with("note", "one\ntwo é", "b").with("document", "7"));
		assertSigned(404,
				SignedRequest.of("POST", ENTRIES)
					.with("note", "one\ntwo é")
					.with("document", "none")
					.with("document_type", "User"));
		assertSigned(200, SignedRequest.of("GET", ENTRIES).signedAt(Instant.now().minusSeconds(290)));
	}

	@Test
	void refusesWrongSignaturesEvenWhereTheyAreOptional() throws Exception {
		assertThat(send(SignedRequest.of("GET", ENTRIES).build(base(), "demo-owner-key", "wrong-secret")).statusCode())
			.isEqualTo(401);
		assertSigned(401, SignedRequest.of("GET", ENTRIES).signedAt(Instant.now().minusSeconds(310)));
		assertSigned(401, SignedRequest.of("GET", ENTRIES).signedAt(Instant.now().plusSeconds(310)));
		assertSigned(401, SignedRequest.of("GET", ENTRIES).account("globex"));
		assertSigned(401, SignedRequest.of("GET", ENTRIES).version("3.0"));
		assertSigned(401, SignedRequest.of("GET", ENTRIES).nonce("n".repeat(256)));
		assertThat(status("X-CareHQ-APIKey", "demo-owner-key", "X-CareHQ-AccountId", "globex")).isEqualTo(401);
		assertThat(status("X-CareHQ-APIKey", "demo-owner-key", "X-CareHQ-Signature-Version", "2.0")).isEqualTo(401);
		assertThat(status("X-CareHQ-APIKey", "demo-owner-key", "X-CareHQ-Nonce", "n")).isEqualTo(401);
	}

	@Test
	void refusesRequestsThatWereChangedOnTheWay() throws Exception {
		var signed = SignedRequest.of("GET", ENTRIES)
			.with("page", "1")
			.build(base(), "demo-owner-key", "demo-owner-secret");
		assertThat(send(signed.uri(java.net.URI.create(base() + ENTRIES + "?page=2"))).statusCode()).isEqualTo(401);
		var form = SignedRequest.of("POST", ENTRIES)
			.with("note", "a")
			.build(base(), "demo-owner-key", "demo-owner-secret");
		assertThat(send(form.uri(java.net.URI.create(base() + ENTRIES + "?note=b"))).statusCode()).isEqualTo(401);
	}

	@Test
	void aSignedFormThatIsTooLargeIsTheCallersFault() throws Exception {
		HttpResponse<String> response = send(SignedRequest.of("POST", ENTRIES)
			.with("note", "x".repeat(3_000_000))
			.build(base(), "demo-owner-key", "demo-owner-secret"));
		assertThat(response.statusCode()).isEqualTo(413);
		assertThat(json(response).propertyNames()).containsExactly("hint", "arg_errors");
	}

	@Test
	void aValueWithALineBreakHasNotTheSignatureOfTwoParameters() throws Exception {
		assertSigned(200, SignedRequest.of("GET", ENTRIES).with("page", "1").with("per_page", "2"));
		assertSigned(401, SignedRequest.of("GET", ENTRIES).with("page", "1\nper_page=2"));
		assertSigned(401, SignedRequest.of("GET", ENTRIES).with("filters-user", "a\r\nb\nfilters-field=c"));
		// Spring Security's firewall refuses such a name
		assertSigned(400, SignedRequest.of("GET", ENTRIES).with("page=1\nper_page", "2"));
		SignedRequest note = SignedRequest.of("POST", ENTRIES).with("document", "none").with("document_type", "User");
		assertSigned(404, note.with("note", "First line.\nSecond line."));
	}

	@Test
	void refusesSignaturesOfVersionOneWithAHint() throws Exception {
		HttpResponse<String> response = send(
				SignedRequest.of("GET", ENTRIES).version("1.0").build(base(), "demo-owner-key", "demo-owner-secret"));
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(json(response).get("hint").asString()).contains("version 2.0");
		assertThat(status("X-CareHQ-APIKey", "demo-owner-key", "X-CareHQ-Signature", "da39a3ee")).isEqualTo(401);
	}

	@Test
	void takesANonceOnceForEachKey() throws Exception {
		assertSigned(200, SignedRequest.of("GET", ENTRIES).nonce("once"));
		assertSigned(401, SignedRequest.of("GET", ENTRIES).nonce("once"));
		assertThat(send(
				SignedRequest.of("GET", ENTRIES).nonce("once").build(base(), "demo-admin-key", "demo-admin-secret"))
			.statusCode()).isEqualTo(200);
	}

	@Test
	void aWrongSignatureUsesNoNonceUp() throws Exception {
		assertThat(send(SignedRequest.of("GET", ENTRIES).nonce("mine").build(base(), "demo-owner-key", "guess"))
			.statusCode()).isEqualTo(401);
		assertSigned(200, SignedRequest.of("GET", ENTRIES).nonce("mine"));
	}

	@Test
	void ofManyRequestsWithOneNonceOneIsTaken() throws Exception {
		ExecutorService pool = Executors.newFixedThreadPool(8);
		try {
			Callable<Integer> call = () -> send(SignedRequest.of("GET", ENTRIES)
				.nonce("raced")
				.build(base(), "demo-owner-key", "demo-owner-secret")).statusCode();
			List<Integer> statuses = pool.invokeAll(java.util.Collections.nCopies(16, call))
				.stream()
				.map(ClinicSecurityTests::result)
				.toList();
			assertThat(statuses).containsOnlyOnce(200);
			assertThat(statuses.stream().filter((status) -> status == 401)).hasSize(15);
		}
		finally {
			pool.shutdownNow();
		}
	}

	@Test
	void aKeyThatRequiresSignaturesIsRefusedUnsignedInEveryHeader() throws Exception {
		ApiKeys.Issued issued = issue("strict");
		update("update api_key set signature_required = true where id = ?", issued.apiKey().getId());
		assertThat(status("Authorization", "Bearer " + issued.key())).isEqualTo(401);
		assertThat(status("Authorization", "Basic " + issued.key())).isEqualTo(401);
		assertThat(status("X-CareHQ-APIKey", issued.key())).isEqualTo(401);
		assertThat(send(SignedRequest.of("GET", ENTRIES).build(base(), issued.key(), issued.secret())).statusCode())
			.isEqualTo(200);
	}

	@Autowired
	private ApiKeys keys;

	private ApiKeys.Issued issue(String name) {
		User user = this.users
			.save(new User("acme", dev.clinic.record.Role.AUDITOR, name + "@acme.example", "Some", name));
		return this.keys.issue(user, name);
	}

	private void update(String sql, Long id) {
		assertThat(this.jdbc.sql(sql).param(id).update()).isOne();
	}

	private void assertSigned(int status, SignedRequest request) throws Exception {
		HttpResponse<String> response = send(request.build(base(), "demo-owner-key", "demo-owner-secret"));
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		assertThat(json(response).isObject()).isTrue();
	}

	private int status(String... headers) throws Exception {
		return send(request(ENTRIES).headers(headers)).statusCode();
	}

	private static int result(Future<Integer> future) {
		try {
			return future.get();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
