package dev.clinic.security;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;

import dev.clinic.RunningClinic;
import dev.clinic.people.User;
import dev.clinic.record.Role;
import org.junit.jupiter.api.Test;

import org.springframework.data.domain.Pageable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Access to the audit log that is given to a single user.
 */
class AuditLogGrantTests extends RunningClinic {

	@Test
	void itOpensTheAuditLogAndNothingElse() throws Exception {
		User provider = this.users.findByRole(Role.PROVIDER, Pageable.unpaged()).getContent().get(0);
		String path = "/api/users/" + provider.getId();
		List<Integer> before = others();
		assertThat(auditLog().body()).contains("FORBIDDEN");
		assertThat(post(path + "/grant-audit-log", "provider").statusCode()).isEqualTo(403);

		HttpResponse<String> granted = post(path + "/grant-audit-log", "admin");

		assertThat(granted.statusCode()).as(granted.body()).isEqualTo(200);
		assertThat(auditLog().body()).contains("total_count").doesNotContain("errors");
		assertThat(others()).isEqualTo(before);
		assertThat(ok(ENTRIES + "?attributes=details&filters-documents=" + provider.getId() + "&filters-types=UPDATED")
			.at("/items/0/details/updates/canViewAuditLog")).hasToString("{\"from\":false,\"to\":true}");
		assertThat(post(path + "/revoke-audit-log", "admin").statusCode()).isEqualTo(200);
		assertThat(auditLog().body()).contains("FORBIDDEN");
	}

	@Test
	void onlyAnOwnerGivesItToAnOwner() throws Exception {
		User owner = this.users.findByRole(Role.OWNER, Pageable.unpaged())
			.getContent()
			.stream()
			.filter((user) -> user.getOrganizationId().equals("acme"))
			.findFirst()
			.orElseThrow();

		assertThat(post("/api/users/" + owner.getId() + "/grant-audit-log", "admin").statusCode()).isEqualTo(403);
		assertThat(post("/api/users/" + owner.getId() + "/grant-audit-log", "globex").statusCode()).isEqualTo(404);
	}

	private List<Integer> others() throws Exception {
		return List.of(get(ENTRIES, "provider").statusCode(), get("/acme/live/audit", "provider").statusCode(),
				get("/v1/admin/audit-log", "provider").statusCode(), get("/v1/feed", "provider").statusCode(),
				get("/audit-log", "provider").statusCode(),
				get(ENTRIES + "/export?format=csv", "provider").statusCode(),
				get("/api/api-keys", "provider").statusCode());
	}

	private HttpResponse<String> auditLog() throws Exception {
		return send(request("/graphql", "provider").header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{\"query\": \"{ auditLog { total_count } }\"}")));
	}

	private HttpResponse<String> post(String path, String who) throws Exception {
		return send(request(path, who).POST(BodyPublishers.noBody()));
	}

}
