package dev.clinic.page;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import dev.clinic.demo.DemoClinic;
import dev.clinic.people.UserRepository;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Records with a history that a test knows, written by an admin of the organization
 * {@code acme} through the clinic's API. Each is new, and no other test changes it.
 */
final class ClinicRecords {

	private static final AtomicInteger PATIENTS = new AtomicInteger();

	private final HttpClient http = HttpClient.newHttpClient();

	private final JsonMapper json = new JsonMapper();

	private final String base;

	private final long provider;

	private final long admin;

	ClinicRecords(ApplicationContext clinic, String base) {
		this.base = base;
		this.provider = user(clinic, "provider@acme.example");
		this.admin = user(clinic, "admin@acme.example");
	}

	private static long user(ApplicationContext clinic, String email) {
		return clinic.getBean(UserRepository.class)
			.findAll()
			.stream()
			.filter((user) -> user.getEmail().equals(email))
			.map((user) -> user.getId())
			.findFirst()
			.orElseThrow();
	}

	/** A patient of this name. */
	String patient(String firstName, String lastName) {
		return create("users", Map.of("firstName", firstName, "lastName", lastName, "email",
				"patient" + PATIENTS.incrementAndGet() + "@pages.example"));
	}

	/** An appointment of the patient in a week. */
	String appointment(String patient) {
		return create("appointments",
				Map.of("date", DemoClinic.NOW.plus(Duration.ofDays(7)).toString(), "length", 20, "contactType", "PHONE",
						"reason", "Pain", "provider", "/api/users/" + this.provider, "patient",
						"/api/users/" + patient));
	}

	/** An appointment whose reason has been changed, and then its length. */
	String changedAppointment() {
		String appointment = appointment(patient("Paula", "Patient"));
		change("appointments", appointment, Map.of("reason", "Pain in the knee"));
		change("appointments", appointment, Map.of("length", 45));
		return appointment;
	}

	/** A policy whose number and copay have been changed in one request. */
	String renumberedPolicy() {
		String policy = create("policies", Map.of("payer", "Empire", "policyNumber", "N-1", "effectiveFrom",
				"2025-01-01", "copay", usd("15.00"), "patient", "/api/users/" + patient("Paul", "Patient")));
		change("policies", policy, Map.of("policyNumber", "N-2", "copay", usd("20.00")));
		return policy;
	}

	/** A patient whose name was changed, and who was read that many times since. */
	String readPatient(int times) {
		String patient = patient("Rita", "Read");
		change("users", patient, Map.of("lastName", "Reader"));
		for (int i = 0; i < times; i++) {
			send("GET", "/api/users/" + patient, "", 200);
		}
		return patient;
	}

	/** A task that was given to another. */
	String reassignedTask() {
		String task = create("tasks", Map.of("title", "Call back", "assignee", "/api/users/" + this.provider));
		change("tasks", task, Map.of("assignee", "/api/users/" + this.admin));
		return task;
	}

	/** A task that is deleted again. */
	String deletedTask() {
		String task = create("tasks", Map.of("title", "Call back", "assignee", "/api/users/" + this.provider));
		send("DELETE", "/api/tasks/" + task, "", 204);
		return task;
	}

	/** As many tasks as this, each with a change. */
	void changedTasks(int count) {
		for (int i = 0; i < count; i++) {
			change("tasks", create("tasks", Map.of("title", "Call back", "assignee", "/api/users/" + this.provider)),
					Map.of("priority", "HIGH"));
		}
	}

	void change(String path, String id, Map<String, ?> fields) {
		send("PATCH", "/api/" + path + "/" + id, this.json.writeValueAsString(fields), 200);
	}

	private String create(String path, Map<String, ?> fields) {
		String address = send("POST", "/api/" + path, this.json.writeValueAsString(fields), 201).headers()
			.firstValue("Location")
			.orElseThrow();
		return address.substring(address.lastIndexOf('/') + 1);
	}

	private static Map<String, String> usd(String amount) {
		return Map.of("amount", amount, "currency", "USD");
	}

	private HttpResponse<String> send(String method, String path, String body, int status) {
		try {
			HttpResponse<String> answer = this.http.send(HttpRequest.newBuilder(URI.create(this.base + path))
				.header("Authorization", "Bearer demo-admin-key")
				.header("Content-Type", method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
				.method(method, BodyPublishers.ofString(body))
				.build(), BodyHandlers.ofString());
			assertThat(answer.statusCode()).as(method + " " + path + " " + answer.body()).isEqualTo(status);
			return answer;
		}
		catch (IOException ex) {
			throw new AssertionError(method + " " + path, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(method + " " + path, ex);
		}
	}

}
