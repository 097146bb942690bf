package dev.clinic.api;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.clinic.record.ClinicPrincipal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may read and write which records.
 */
@Tag("h2")
@ApiTest
class AuthorityTests {

	private static final Set<String> ADMINISTRATION = Set.of("organizations", "organization-infos",
			"organization-memberships", "locations", "feature-toggles", "appointment-settings");

	@Autowired
	private ApiClient api;

	static Stream<Kind> kinds() {
		return Kind.ALL.stream();
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void auditorsSeeAndWriteNothing(Kind kind) {
		Practice practice = this.api.practice();
		ClinicPrincipal auditor = ApiClient.auditor(practice);
		assertThat(this.api.get(auditor, "/api/" + kind.path()).status()).isEqualTo(403);
		assertThat(this.api.get(auditor, practice.uri(kind.path())).status()).isEqualTo(403);
		assertThat(this.api.patch(auditor, practice.uri(kind.path()), kind.change()).status()).isEqualTo(403);
		assertThat(this.api.post(auditor, "/api/" + kind.path(), kind.body(practice)).status()).isEqualTo(403);
		assertThat(this.api.delete(auditor, practice.uri(kind.path())).status()).isEqualTo(403);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void providersKeepRecordsButDoNotAdminister(Kind kind) {
		Practice practice = this.api.practice();
		ClinicPrincipal provider = ApiClient.provider(practice);
		boolean keys = kind.path().equals("api-keys");
		boolean denied = keys || ADMINISTRATION.contains(kind.path());
		assertThat(this.api.get(provider, practice.uri(kind.path())).status()).isEqualTo(keys ? 403 : 200);
		assertThat(this.api.patch(provider, practice.uri(kind.path()), kind.change()).status())
			.isEqualTo(denied ? 403 : 200);
		if (denied) {
			assertThat(this.api.delete(provider, practice.uri(kind.path())).status()).isEqualTo(403);
			assertThat(this.api.post(provider, "/api/" + kind.path(), kind.body(practice)).status()).isEqualTo(403);
		}
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void adminsWriteAllButApiKeys(Kind kind) {
		Practice practice = this.api.practice();
		ClinicPrincipal admin = ApiClient.admin(practice);
		assertThat(this.api.get(admin, practice.uri(kind.path())).status()).isEqualTo(200);
		assertThat(this.api.patch(admin, practice.uri(kind.path()), kind.change()).status())
			.isEqualTo(kind.path().equals("api-keys") ? 403 : 200);
	}

	@Test
	void adminsRevokeNoKeys() {
		Practice practice = this.api.practice();
		assertThat(this.api.post(ApiClient.admin(practice), practice.uri("api-keys") + "/revoke", Map.of()).status())
			.isEqualTo(403);
		assertThat(this.api.delete(ApiClient.admin(practice), practice.uri("api-keys")).status()).isEqualTo(403);
	}

	@Test
	void providersChangeNoColleagues() {
		Practice practice = this.api.practice();
		ClinicPrincipal provider = ApiClient.provider(practice);
		String colleague = "/api/users/" + practice.owner().getId();
		assertThat(this.api.patch(provider, colleague, Map.of("lastName", "X")).status()).isEqualTo(403);
		assertThat(this.api.put(provider, colleague, Map.of("lastName", "X")).status()).isEqualTo(403);
		assertThat(this.api.delete(provider, colleague).status()).isEqualTo(403);
		for (String transition : List.of("role", "deactivate", "activate")) {
			assertThat(
					this.api.post(provider, practice.uri("users") + "/" + transition, Map.of("role", "OWNER")).status())
				.isEqualTo(403);
		}
	}

	@Test
	void onlyOwnersMakeAndUnmakeOwners() {
		Practice practice = this.api.practice();
		ClinicPrincipal admin = ApiClient.admin(practice);
		String owner = "/api/users/" + practice.owner().getId();
		assertThat(this.api.post(admin, practice.uri("users") + "/role", Map.of("role", "OWNER")).status())
			.isEqualTo(403);
		assertThat(this.api.post(admin, owner + "/role", Map.of("role", "PATIENT")).status()).isEqualTo(403);
		assertThat(this.api.post(admin, owner + "/deactivate", Map.of()).status()).isEqualTo(403);
		assertThat(this.api.post(ApiClient.owner(practice), practice.uri("users") + "/role", Map.of("role", "OWNER"))
			.status()).isEqualTo(200);
	}

	@Test
	void secretsAreNeverShown() {
		Practice practice = this.api.practice();
		assertThat(this.api.get(ApiClient.owner(practice), practice.uri("api-keys")).text()).doesNotContain("hash")
			.doesNotContainIgnoringCase("secret")
			.doesNotContain("cipher");
		assertThat(this.api.get(ApiClient.owner(practice), practice.uri("users")).text())
			.doesNotContainIgnoringCase("password");
	}

}
