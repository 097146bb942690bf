package dev.clinic.api;

import java.time.Duration;
import java.util.Map;

import dev.clinic.api.ApiClient.Answer;
import dev.clinic.record.ClinicPrincipal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of records, and what their rules refuse.
 */
@ApiTest
class TransitionTests {

	@Autowired
	private ApiClient api;

	private Practice practice;

	private ClinicPrincipal owner;

	@BeforeEach
	void openPractice() {
		this.practice = this.api.practice();
		this.owner = ApiClient.owner(this.practice);
	}

	@Test
	void anAppointmentIsRescheduledToATimeToCome() {
		assertThat(ask("appointments", "confirm", Map.of()).value("/status")).isEqualTo("CONFIRMED");
		Answer moved = ask("appointments", "reschedule", Map.of("date", "2040-01-01T10:00:00Z"));
		assertThat(moved.value("/date")).isEqualTo("2040-01-01T10:00:00Z");
		assertThat(moved.value("/length")).isEqualTo("30");
		assertThat(moved.value("/status")).isEqualTo("SCHEDULED");
		assertRefused(ask("appointments", "reschedule", Map.of("date", "2001-01-01T10:00:00Z")));
		assertInvalid(ask("appointments", "reschedule", Map.of("length", 20)), "date");
		assertInvalid(ask("appointments", "reschedule", Map.of("date", "2040-01-01T10:00:00Z", "length", 1)), "length");
		assertInvalid(ask("appointments", "reschedule", Map.of("date", "tomorrow")), "date");
	}

	@Test
	void anAppointmentThatIsCancelledInTimeIsFree() {
		Answer cancelled = ask("appointments", "cancel", Map.of("reason", "Ill"));
		assertThat(cancelled.value("/status")).isEqualTo("CANCELLED");
		assertThat(cancelled.value("/cancellation/reason")).isEqualTo("Ill");
		assertThat(cancelled.value("/cancellation/by")).isEqualTo("Olga Owner");
		assertThat(cancelled.value("/cancellation/late")).isEqualTo("false");
		assertThat(cancelled.body().at("/lateCancellationFee").isNull()).isTrue();
		assertRefused(ask("appointments", "cancel", Map.of()));
		assertRefused(ask("appointments", "reschedule", Map.of("date", "2040-01-01T10:00:00Z")));
		assertRefused(
				this.api.patch(this.owner, this.practice.uri("appointments"), Map.of("date", "2040-01-01T10:00:00Z")));
	}

	@Test
	void whoCancelsLateOwesTheFee() {
		this.api.waitFor(Duration.ofDays(6).plusHours(1));
		Answer cancelled = ask("appointments", "cancel", Map.of());
		assertThat(cancelled.value("/cancellation/late")).isEqualTo("true");
		assertThat(cancelled.value("/lateCancellationFee/amount")).isEqualTo("25.0");
		assertThat(cancelled.value("/lateCancellationFee/currency")).isEqualTo("USD");
	}

	@Test
	void anAppointmentIsCompletedOnceItHasBegun() {
		assertRefused(ask("appointments", "complete", Map.of()));
		assertRefused(ask("appointments", "no-show", Map.of()));
		this.api.waitFor(Duration.ofDays(7));
		assertThat(ask("appointments", "complete", Map.of()).value("/status")).isEqualTo("COMPLETED");
		assertRefused(ask("appointments", "no-show", Map.of()));
		assertRefused(this.api.delete(this.owner, this.practice.uri("appointments")));
	}

	@Test
	void whoDoesNotComeOwesTheFee() {
		this.api.waitFor(Duration.ofDays(7));
		Answer absent = ask("appointments", "no-show", Map.of());
		assertThat(absent.value("/status")).isEqualTo("NO_SHOW");
		assertThat(absent.value("/lateCancellationFee/amount")).isEqualTo("25.0");
	}

	@Test
	void attendeesConfirmOnceAndStay() {
		assertThat(ask("appointment-inclusions", "confirm", Map.of()).value("/confirmedAt")).isNotEmpty();
		assertRefused(ask("appointment-inclusions", "confirm", Map.of()));
		assertRefused(this.api.patch(this.owner, this.practice.uri("appointment-inclusions"),
				Map.of("attendee", this.practice.uri("users"))));
	}

	@Test
	void noMoreIsRefundedThanWasPaid() {
		assertRefused(ask("billing-items", "refund", Map.of("amount", 10)));
		Answer failed = ask("billing-items", "fail", Map.of("reason", "Card declined"));
		assertThat(failed.value("/state")).isEqualTo("FAILED");
		assertThat(failed.value("/failureReason")).isEqualTo("Card declined");
		Answer paid = ask("billing-items", "charge", Map.of());
		assertThat(paid.value("/state")).isEqualTo("PAID");
		assertThat(paid.value("/amountPaid")).isEqualTo("120.0");
		assertInvalid(ask("billing-items", "refund", Map.of("amount", 0)), "amount");
		assertInvalid(ask("billing-items", "refund", Map.of("amount", -1)), "amount");
		assertInvalid(ask("billing-items", "refund", Map.of("amount", 0.001)), "amount");
		assertInvalid(ask("billing-items", "refund", Map.of("amount", "all")), "amount");
		assertInvalid(ask("billing-items", "refund", Map.of()), "amount");
		assertThat(ask("billing-items", "refund", Map.of("amount", 20)).value("/state"))
			.isEqualTo("PARTIALLY_REFUNDED");
		assertRefused(ask("billing-items", "refund", Map.of("amount", 100.01)));
		assertThat(ask("billing-items", "refund", Map.of("amount", 100)).value("/state")).isEqualTo("REFUNDED");
		assertRefused(ask("billing-items", "void", Map.of()));
		assertRefused(this.api.delete(this.owner, this.practice.uri("billing-items")));
		assertRefused(this.api.patch(this.owner, this.practice.uri("billing-items"),
				Map.of("price", Map.of("amount", 1, "currency", "USD"))));
	}

	@Test
	void whatIsVoidedIsNotCharged() {
		assertThat(ask("billing-items", "void", Map.of()).value("/state")).isEqualTo("VOIDED");
		assertRefused(ask("billing-items", "charge", Map.of()));
		assertRefused(ask("billing-items", "fail", Map.of("reason", "x")));
	}

	@Test
	void aClaimThatWasSentCannotChange() {
		assertThat(ask("cms1500s", "submit", Map.of()).value("/status")).isEqualTo("SUBMITTED");
		assertRefused(this.api.patch(this.owner, this.practice.uri("cms1500s"), Map.of("priorAuthorization", "A-1")));
		assertRefused(this.api.patch(this.owner, this.practice.uri("cpt-codes-cms1500s"), Map.of("units", 5)));
		assertRefused(this.api.delete(this.owner, this.practice.uri("cms1500-policies")));
		assertInvalid(ask("cms1500s", "reject", Map.of("reason", "")), "reason");
		assertThat(ask("cms1500s", "reject", Map.of("reason", "Code")).value("/status")).isEqualTo("REJECTED");
		assertRefused(ask("cms1500s", "accept", Map.of()));
		assertThat(this.api.patch(this.owner, this.practice.uri("cpt-codes-cms1500s"), Map.of("units", 5)).status())
			.isEqualTo(200);
		assertThat(ask("cms1500s", "submit", Map.of()).value("/status")).isEqualTo("SUBMITTED");
		assertThat(ask("cms1500s", "accept", Map.of()).value("/status")).isEqualTo("ACCEPTED");
	}

	@Test
	void aClaimNeedsADiagnosis() {
		this.api.patch(this.owner, this.practice.uri("cms1500s"), Map.of("diagnoses", new String[0]));
		assertRefused(ask("cms1500s", "submit", Map.of()));
	}

	@Test
	void aPolicyEndsAfterItBegan() {
		assertRefused(ask("policies", "end", Map.of("day", "2020-01-01")));
		assertThat(ask("policies", "end", Map.of("day", "2031-01-01")).value("/effectiveUntil"))
			.isEqualTo("2031-01-01");
		assertRefused(ask("policies", "end", Map.of("day", "2032-01-01")));
	}

	@Test
	void aLockedFormAndItsAnswersCannotChange() {
		assertRefused(ask("form-answer-groups", "lock", Map.of()));
		assertThat(ask("form-answer-groups", "finish", Map.of()).value("/finished")).isEqualTo("true");
		assertThat(ask("form-answer-groups", "lock", Map.of()).value("/lockedAt")).isNotEmpty();
		assertThat(this.api.get(this.owner, this.practice.uri("form-answer-groups") + "/lockedBy").value("/email"))
			.isEqualTo(this.owner.email());
		assertRefused(ask("form-answer-groups", "lock", Map.of()));
		String answer = this.practice.uri("form-answers");
		assertRefused(this.api.patch(this.owner, answer, Map.of("answer", "none")));
		assertRefused(this.api.delete(this.owner, answer));
		assertRefused(this.api.post(this.owner, "/api/form-answers",
				Map.of("label", "More", "group", this.practice.uri("form-answer-groups"))));
		assertRefused(this.api.patch(this.owner, this.practice.uri("form-answer-groups"), Map.of("name", "Other")));
		assertRefused(this.api.delete(this.owner, this.practice.uri("form-answer-groups")));
		Answer other = this.api.post(this.owner, "/api/form-answer-groups",
				Map.of("name", "Other", "patient", this.practice.uri("users")));
		assertRefused(
				this.api.patch(this.owner, answer, Map.of("group", other.body().at("/_links/self/href").asString())));
		assertThat(ask("form-answer-groups", "unlock", Map.of()).status()).isEqualTo(200);
		assertRefused(ask("form-answer-groups", "unlock", Map.of()));
		assertThat(this.api.patch(this.owner, answer, Map.of("answer", "eggs")).status()).isEqualTo(200);
	}

	@Test
	void whatIsDoneIsNotDoneTwice() {
		assertOnce("tasks", "close");
		assertOnce("tasks", "reopen");
		assertOnce("goals", "complete");
		assertOnce("care-plans", "close");
		assertOnce("diagnoses", "resolve");
		assertOnce("feature-toggles", "enable");
		assertOnce("feature-toggles", "disable");
		assertOnce("api-keys", "revoke");
		assertThat(ask("organization-memberships", "end", Map.of("day", "2020-01-01")).status()).isEqualTo(409);
		assertThat(ask("organization-memberships", "end", Map.of("day", "2031-01-01")).status()).isEqualTo(200);
		assertRefused(ask("organization-memberships", "end", Map.of("day", "2031-01-01")));
	}

	@Test
	void anApiKeyIsShownWhenItIsIssuedAndNeverAgain() {
		Answer issued = this.api.post(this.owner, "/api/api-keys",
				Map.of("name", "Billing", "user", this.practice.uri("providers")));
		assertThat(issued.status()).as(issued.text()).isEqualTo(201);
		assertThat(issued.value("/key")).startsWith(issued.value("/prefix"));
		String uri = "/api/api-keys/" + issued.value("/id");
		assertThat(this.api.get(this.owner, uri).text()).contains("Billing").doesNotContain(issued.value("/key"));
		Answer rotated = this.api.post(this.owner, uri + "/rotate", Map.of());
		assertThat(rotated.value("/key")).isNotEqualTo(issued.value("/key"));
		assertThat(this.api.post(this.owner, uri + "/revoke", Map.of()).value("/active")).isEqualTo("false");
		assertRefused(this.api.post(this.owner, uri + "/rotate", Map.of()));
	}

	@Test
	void apiKeysAreIssuedToTheOwnStaff() {
		assertInvalid(this.api.post(this.owner, "/api/api-keys", Map.of("user", this.practice.uri("providers"))),
				"name");
		for (String user : new String[] { this.practice.uri("users"), this.api.practice().uri("providers"),
				"/api/users/987654321", "/api/tasks/1", "x", "http://[", "mailto:x" }) {
			assertInvalid(this.api.post(this.owner, "/api/api-keys", Map.of("name", "Billing", "user", user)), "user");
		}
		assertThat(
				this.api.post(ApiClient.owner(this.api.practice()), this.practice.uri("api-keys") + "/rotate", Map.of())
					.status())
			.isEqualTo(404);
	}

	@Test
	void usersAreKeptOutAndLetInAgain() {
		assertThat(ask("users", "deactivate", Map.of()).value("/active")).isEqualTo("false");
		assertRefused(ask("users", "deactivate", Map.of()));
		assertRefused(ask("users", "role", Map.of("role", "PROVIDER")));
		assertThat(ask("users", "activate", Map.of()).value("/active")).isEqualTo("true");
		assertThat(ask("users", "role", Map.of("role", "PROVIDER")).value("/role")).isEqualTo("PROVIDER");
		assertInvalid(ask("users", "role", Map.of("role", "KING")), "role");
		assertInvalid(ask("users", "role", Map.of()), "role");
	}

	@Test
	void usersCannotLockThemselvesOut() {
		String self = this.practice.uri("staff").replace("staff", "users");
		assertRefused(this.api.post(this.owner, self + "/deactivate", Map.of()));
		assertRefused(this.api.post(this.owner, self + "/role", Map.of("role", "PATIENT")));
	}

	@Test
	void membersOfTheStaffAreNotDeleted() {
		assertRefused(this.api.delete(this.owner, this.practice.uri("providers")));
	}

	@Test
	void transitionsTakeTheVersionThatTheyAreMeantFor() {
		String uri = this.practice.uri("tasks");
		String tag = this.api.get(this.owner, uri).tag();
		this.api.patch(this.owner, uri, Map.of("title", "Other"));
		Answer answer = this.api.call(this.owner, HttpMethod.POST, uri + "/close", MediaType.APPLICATION_JSON, null,
				Map.of("If-Match", tag));
		assertThat(answer.status()).isEqualTo(412);
		assertThat(this.api.get(this.owner, uri).value("/closed")).isEqualTo("false");
	}

	@Test
	void recordsOfOthersHaveNoTransitions() {
		ClinicPrincipal stranger = ApiClient.owner(this.api.practice());
		Map.of("appointments", "confirm", "appointment-inclusions", "confirm", "billing-items", "charge", "cms1500s",
				"submit", "tasks", "close", "goals", "complete", "form-answer-groups", "finish", "users", "deactivate",
				"feature-toggles", "enable", "api-keys", "revoke")
			.forEach((path, transition) -> {
				String uri = this.practice.uri(path);
				Answer before = this.api.get(this.owner, uri);
				assertThat(this.api.post(stranger, uri + "/" + transition, Map.of()).status()).as(path).isEqualTo(404);
				assertThat(this.api.get(this.owner, uri)).as(path).isEqualTo(before);
			});
	}

	@Test
	void aTransitionThatDoesNotExistIsNotFound() {
		assertThat(ask("appointments", "explode", Map.of()).status()).isIn(404, 405);
	}

	private void assertOnce(String path, String transition) {
		Answer first = ask(path, transition, Map.of());
		assertThat(first.status()).as(path + " " + first.text()).isEqualTo(200);
		assertRefused(ask(path, transition, Map.of()));
	}

	@Test
	void aMembersRoleFollowsTheUsers() {
		String membership = this.practice.uri("organization-memberships");
		String provider = this.practice.uri("providers");
		assertThat(this.api.get(this.owner, membership).value("/role")).isEqualTo("PROVIDER");
		assertThat(this.api.post(this.owner, provider + "/role", Map.of("role", "ADMIN")).status()).isEqualTo(200);
		assertThat(this.api.get(this.owner, membership).value("/role")).isEqualTo("ADMIN");
		assertThat(ask("organization-memberships", "end", Map.of("day", "2030-12-31")).status()).isEqualTo(200);
		assertThat(this.api.post(this.owner, provider + "/role", Map.of("role", "PROVIDER")).status()).isEqualTo(200);
		assertThat(this.api.get(this.owner, membership).value("/role")).isEqualTo("ADMIN");
		Answer joined = this.api.post(this.owner, "/api/organization-memberships",
				Map.of("user", this.practice.uri("users"), "since", "2030-01-01"));
		assertThat(joined.value("/role")).isEqualTo("PATIENT");
	}

	@Test
	void accessToTheAuditLogIsGivenAndTakenBack() {
		assertRefused(ask("users", "grant-audit-log", Map.of()));
		assertRefused(ask("providers", "revoke-audit-log", Map.of()));
		assertThat(ask("providers", "grant-audit-log", Map.of()).value("/canViewAuditLog")).isEqualTo("true");
		assertRefused(ask("providers", "grant-audit-log", Map.of()));
		assertThat(ask("providers", "revoke-audit-log", Map.of()).value("/canViewAuditLog")).isEqualTo("false");
		ask("providers", "grant-audit-log", Map.of());
		assertThat(this.api.post(this.owner, this.practice.uri("providers") + "/role", Map.of("role", "PATIENT"))
			.value("/canViewAuditLog")).isEqualTo("false");
	}

	@Test
	void aTransitionTakesNoOtherFields() {
		Answer answer = ask("providers", "role", Map.of("role", "ADMIN", "active", false));
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.body().get("fields").propertyNames()).containsExactly("active");
	}

	private Answer ask(String path, String transition, Map<String, ?> body) {
		return this.api.post(this.owner, this.practice.uri(path) + "/" + transition, body);
	}

	private static void assertRefused(Answer answer) {
		assertThat(answer.status()).as(answer.text()).isEqualTo(409);
		assertThat(answer.value("/error")).endsWith(".");
	}

	private static void assertInvalid(Answer answer, String field) {
		assertThat(answer.status()).as(answer.text()).isEqualTo(400);
		assertThat(answer.body().at("/fields").has(field)).as(answer.text()).isTrue();
	}

}
