package dev.clinic.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import tools.jackson.databind.JsonNode;

/**
 * What tests need to know about a type of record.
 *
 * @param path its path under {@code /api}
 * @param fields fields of a new record, without its links
 * @param links its links and the paths of what they lead to
 * @param change a change that every practice's record takes
 * @param invalid fields with values that they do not take
 * @param serverSet fields that only the server sets, with values for trying
 */
record Kind(String path, Map<String, Object> fields, Map<String, String> links, Map<String, Object> change,
		Map<String, Object> invalid, Map<String, Object> serverSet) {

	/** Stands for null, which maps do not take. */
	static final Object NULL = new Object();

	private static final Map<String, Object> USD = Map.of("amount", 10, "currency", "USD");

	private static final Map<String, Object> TIMES = Map.of("createdAt", "2001-01-01T00:00:00Z", "updatedAt",
			"2001-01-01T00:00:00Z", "version", 77);

	private static final Set<String> MANY = Set.of("diagnoses", "tasks", "locations");

	static final List<Kind> ALL = List.of(
			new Kind("organizations", Map.of("name", "New"), Map.of(), Map.of("name", "Renamed"), Map.of("name", ""),
					Map.of("id", "other", "brand", "other", "active", false)),
			new Kind("organization-infos", Map.of("phone", "1"), Map.of(), Map.of("website", "https://x.test"),
					Map.of("taxId", "12", "npi", "x", "email", "nobody", "address", Map.of("country", "USA")),
					Map.of("id", 5)),
			new Kind("organization-memberships", Map.of("since", "2030-01-01"), Map.of("user", "users"),
					Map.of("title", "Chief"), Map.of("since", NULL, "title", "x".repeat(81)),
					Map.of("id", 5, "endedOn", "2030-01-01", "role", "OWNER")),
			new Kind("locations", Map.of("name", "North"), Map.of(), Map.of("name", "South"),
					Map.of("name", " ", "latitude", 91, "longitude", "west"), Map.of("id", 5)),
			new Kind("feature-toggles", Map.of("name", "new-charts"), Map.of(), Map.of("rollout", 50),
					Map.of("rollout", 101, "name", "No Spaces"),
					Map.of("id", "6f1c0b5e-0f5e-4b0e-8d8b-000000000000", "enabled", true)),
			new Kind("users", Map.of("email", "new@x.test", "firstName", "New", "lastName", "Patient"), Map.of(),
					Map.of("phone", "+1 555 0100"),
					Map.of("email", "nobody", "firstName", "", "phone", "call me", "birthDate", "2999-01-01",
							"timeZone", "Mars/Base"),
					Map.of("id", 5, "role", "OWNER", "active", false, "deactivatedAt", "2030-01-01T00:00:00Z",
							"passwordHash", "x", "loadedEmail", "x", "canViewAuditLog", true)),
			new Kind("api-keys", Map.of("name", "New"), Map.of(), Map.of("name", "Renamed"), Map.of("name", ""),
					Map.of("id", 5, "prefix", "zzz", "active", false, "revokedAt", "2030-01-01T00:00:00Z", "keyHash",
							"x", "encryptedSecret", "x")),
			new Kind("appointment-locations", Map.of("name", "Room 2", "contactType", "VIDEO"),
					Map.of("site", "locations"), Map.of("room", "12"),
					Map.of("name", "", "contactType", "TELEPATHY", "room", "x".repeat(41)), Map.of("id", 5)),
			new Kind("appointment-settings", Map.of("name", "Other", "lateFee", USD),
					Map.of("provider", "providers", "locations", "appointment-locations"), Map.of("noticeHours", 48),
					Map.of("noticeHours", 1000, "lengths", Map.of("VIDEO", 1), "lateFee",
							Map.of("amount", -1, "currency", "USD")),
					Map.of("id", 5)),
			new Kind("availabilities", Map.of("weekday", "FRIDAY", "from", "09:00", "until", "10:00"),
					Map.of("provider", "providers", "location", "appointment-locations"), Map.of("weekday", "TUESDAY"),
					Map.of("weekday", "SOMEDAY", "from", NULL), Map.of("id", "6f1c0b5e-0f5e-4b0e-8d8b-000000000000")),
			new Kind("appointments", Map.of("date", "2030-05-01T10:00:00Z", "length", 20, "contactType", "PHONE"),
					Map.of("provider", "providers", "patient", "users", "location", "appointment-locations"),
					Map.of("reason", "Pain", "length", 45),
					Map.of("length", 1, "date", "tomorrow", "contactType", NULL, "reason", "x".repeat(401)),
					Map.of("id", 5, "status", "COMPLETED", "loadedDate", "2030-01-01T00:00:00Z", "lateCancellationFee",
							USD, "cancellation", Map.of("reason", "x"), "completedAt", "2030-01-01T00:00:00Z")),
			new Kind("appointment-inclusions", Map.of("part", "RELATIVE"),
					Map.of("appointment", "appointments", "attendee", "users"), Map.of("note", "Late"),
					Map.of("part", "SPECTATOR", "note", "x".repeat(401)),
					Map.of("confirmedAt", "2030-01-01T00:00:00Z", "loadedAttendee", "x", "id",
							Map.of("appointmentId", 5, "attendeeId", 5))),
			new Kind("diagnoses", Map.of("code", "M54.5", "description", "Back pain"), Map.of("patient", "users"),
					Map.of("description", "Diabetes mellitus"),
					Map.of("code", "pain", "description", "", "diagnosedOn", "2999-01-01"),
					Map.of("id", 5, "resolvedOn", "2030-01-01")),
			new Kind("tasks", Map.of("title", "Write"), Map.of("assignee", "providers", "patient", "users"),
					Map.of("priority", "HIGH"), Map.of("title", "", "priority", "NOW", "labels", List.of("")),
					Map.of("id", 5, "closed", true, "closedAt", "2030-01-01T00:00:00Z")),
			new Kind("care-plans", Map.of("name", "Back", "startsOn", "2030-01-01"),
					Map.of("patient", "users", "provider", "providers", "tasks", "tasks"),
					Map.of("summary", "Long text"), Map.of("name", "", "startsOn", NULL),
					Map.of("id", 5, "status", "CLOSED")),
			new Kind("goals", Map.of("title", "Run"), Map.of("carePlan", "care-plans"), Map.of("progress", 40),
					Map.of("progress", 101, "title", ""), Map.of("id", 5, "completedAt", "2030-01-01T00:00:00Z")),
			new Kind("form-answer-groups", Map.of("name", "Consent"), Map.of("patient", "users"),
					Map.of("name", "Renamed"), Map.of("name", ""),
					Map.of("id", 5, "finished", true, "lockedAt", "2030-01-01T00:00:00Z", "answers", List.of(),
							"lockedBy", "/api/users/1")),
			new Kind("form-answers", Map.of("label", "Smoker", "position", 3), Map.of("group", "form-answer-groups"),
					Map.of("answer", "peanuts"), Map.of("label", "", "position", -1),
					Map.of("id", 5, "loadedGroup", "x")),
			new Kind("billing-items", Map.of("description", "Visit", "price", USD),
					Map.of("patient", "users", "appointment", "appointments"), Map.of("note", "Paid in cash"),
					Map.of("couponCode", "half price", "price", Map.of("amount", 1.001), "description", ""),
					Map.of("id", 5, "state", "PAID", "amountPaid", 5, "refundAmount", 5, "failureReason", "x", "paidAt",
							"2030-01-01T00:00:00Z")),
			new Kind("policies", Map.of("payer", "New", "policyNumber", "N-1", "effectiveFrom", "2030-01-01"),
					Map.of("patient", "users"), Map.of("groupNumber", "G-1"),
					Map.of("payer", "", "copay", Map.of("amount", "much", "currency", "USD")), Map.of("id", 5)),
			new Kind("workers-compensation-policies",
					Map.of("payer", "New", "policyNumber", "N-1", "effectiveFrom", "2030-01-01", "employer", "Mine"),
					Map.of("patient", "users"), Map.of("claimNumber", "C-1"),
					Map.of("payer", "", "injuredOn", "2999-01-01"), Map.of("id", 5)),
			new Kind("cms1500s", Map.of("dateOfService", "2030-01-01", "total", USD),
					Map.of("patient", "users", "renderingProvider", "providers", "diagnoses", "diagnoses"),
					Map.of("priorAuthorization", "A-1"), Map.of("dateOfService", NULL),
					Map.of("id", 5, "status", "ACCEPTED", "submittedAt", "2030-01-01T00:00:00Z", "rejection", "x")),
			new Kind("cms1500-policies", Map.of("priority", 2), Map.of("form", "cms1500s", "policy", "policies"),
					Map.of("authorizationNumber", "A-1"), Map.of("priority", 4), Map.of("id", 5)),
			new Kind("cpt-codes-cms1500s", Map.of("code", "99214", "charge", USD), Map.of("form", "cms1500s"),
					Map.of("units", 2),
					Map.of("code", "visit", "units", 0, "modifiers", List.of("xyz"), "charge", NULL), Map.of("id", 5)));

	boolean isMany(String field) {
		return MANY.contains(field);
	}

	/**
	 * A new record's fields and links.
	 * @param practice whose records the links lead to
	 * @return the body of a POST
	 */
	Map<String, Object> body(Practice practice) {
		Map<String, Object> body = new LinkedHashMap<>(this.fields);
		this.links.forEach((field, target) -> {
			String uri = practice.uri(target);
			body.put(field, isMany(field) ? List.of(uri) : uri);
		});
		return body;
	}

	/**
	 * What a record is now, as the body of a PUT.
	 * @param practice whose record it is
	 * @param current the record
	 * @return its fields, with links
	 */
	Map<String, Object> put(Practice practice, JsonNode current) {
		Map<String, Object> body = new LinkedHashMap<>();
		current.propertyStream()
			.filter((field) -> !field.getKey().equals("_links") && !field.getKey().equals("_embedded"))
			.forEach((field) -> body.put(field.getKey(), field.getValue()));
		return body;
	}

	/**
	 * What only the server sets.
	 * @param other another practice
	 * @return the fields, with values that must not be taken
	 */
	Map<String, Object> serverSet(Practice other) {
		Map<String, Object> fields = new LinkedHashMap<>(this.serverSet);
		fields.putAll(TIMES);
		if (!this.path.equals("organizations")) {
			fields.put("organizationId", other.id());
		}
		return fields;
	}

	/**
	 * Makes room where there can only be one record.
	 * @param api the client
	 * @param practice whose
	 */
	void before(ApiClient api, Practice practice) {
		if (this.path.equals("organization-infos")) {
			api.delete(ApiClient.owner(practice), practice.uri(this.path));
		}
	}

	@Override
	public String toString() {
		return this.path;
	}

}
