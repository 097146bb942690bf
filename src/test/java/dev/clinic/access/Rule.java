package dev.clinic.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The authority that is required to call a handler, declared for every one: no decision
 * has been made about a handler without a rule.
 *
 * @param pattern the handler's path pattern, as a regular expression
 * @param reading what GET and HEAD take
 * @param options what OPTIONS takes
 * @param posting what POST takes
 * @param rest what all other methods take
 */
record Rule(Pattern pattern, String reading, String options, String posting, String rest) {

	/** Any known caller. */
	static final String KNOWN = "(anybody known)";

	/** Anybody: the contract itself decides what they may ask. */
	static final String ANYBODY = "(anybody)";

	/** No caller at all. */
	static final String NOBODY = "(nobody)";

	/** The token of the clinic's own form. */
	static final String FORM = "(a form)";

	private static final String READ = "AUDIT_READ";

	private static final String PAGE = "AUDIT_PAGE";

	private static final String ADMIN = "platform:admin";

	private static final String RECORDS = "RECORDS_READ";

	private static final String WRITE = "RECORDS_WRITE";

	private static final String ADMINISTER = "ADMINISTER";

	private static final String KEYS = "API_KEYS_WRITE";

	private static final List<Rule> ALL = List.of(rule("/error", NOBODY, NOBODY, NOBODY, NOBODY),
			rule("/\\*\\*|/webjars/\\*\\*", NOBODY, NOBODY, NOBODY, NOBODY),
			rule("/|/sign-(in|out)", ANYBODY, ANYBODY, FORM, FORM),
			rule("/v1/change-log-entries", READ, KNOWN, "AUDIT_NOTE", KNOWN),
			rule("/v1/change-log-entries/\\{id}", READ, KNOWN, KNOWN, KNOWN),
			rule("/v1/change-log-entries/export(/\\{id})?", "AUDIT_EXPORT", KNOWN, KNOWN, KNOWN),
			rule("/audit-log/data/(comparison|count|days|entries(/\\{id})?|names|records|settings|state|users)", PAGE,
					KNOWN, KNOWN, KNOWN),
			rule("/v1/patients/\\{patient}/access-report(/\\{id})?", "AUDIT_EXPORT", KNOWN, KNOWN, KNOWN),
			// AUDIT_EXPORT alone does not suffice: the page is required too
			rule("/audit-log/data/(access-report|export)(/\\{id})?", PAGE, KNOWN, KNOWN, KNOWN),
			rule("/audit-log/?", PAGE, KNOWN, KNOWN, KNOWN),
			rule("/audit-log/(log|timeline)\\.js|/audit-log/assets/\\*\\*", KNOWN, KNOWN, KNOWN, KNOWN),
			rule("/audit-log/data/\\*\\*", PAGE, KNOWN, PAGE, PAGE),
			rule("/api/care-plans/\\{id}/print", RECORDS, RECORDS, WRITE, WRITE),
			rule("/v1/records/\\{type}(/state|/difference|/deleted)?", READ, KNOWN, KNOWN, KNOWN),
			rule("/v1/revisions/\\{number}|/v1/requests", READ, KNOWN, KNOWN, KNOWN),
			rule("/v1/feed", READ, KNOWN, KNOWN, KNOWN),
			rule("/v1/(change-log-entries|feed|records|revisions|requests)/\\*\\*", READ, KNOWN, READ, READ),
			rule("/\\{tenant}/\\{instance}/audit", READ, KNOWN, KNOWN, KNOWN),
			rule("/\\{tenant}/\\{instance}/audit/\\*\\*", READ, KNOWN, READ, READ),
			rule("/v1/admin/audit-log", ADMIN, KNOWN, KNOWN, KNOWN),
			rule("/v1/admin/audit-log/\\*\\*", ADMIN, KNOWN, ADMIN, ADMIN),
			rule("/graphql(/schema)?", ANYBODY, ANYBODY, ANYBODY, ANYBODY),
			rule("/v1/openapi\\.json", KNOWN, KNOWN, KNOWN, KNOWN),
			rule("/api/api-keys(/\\{id}/(revoke|rotate))?", ADMINISTER, KEYS, KEYS, KEYS),
			rule("/api/users/\\{id}/(activate|deactivate|grant-audit-log|revoke-audit-log|role)", RECORDS, RECORDS,
					ADMINISTER, ADMINISTER),
			rule("/api/(feature-toggles/\\{id}/(enable|disable)|organization-memberships/\\{id}/end)", RECORDS, RECORDS,
					ADMINISTER, ADMINISTER),
			rule("/api/(appointments/\\{id}/(cancel|complete|confirm|no-show|reschedule)"
					+ "|appointment-inclusions/\\{id}/confirm|billing-items/\\{id}/(charge|fail|refund|void)"
					+ "|care-plans/\\{id}/(activate|close|complete|hold|resume)|cms1500s/\\{id}/(accept|reject|submit)"
					+ "|diagnoses/\\{id}/(reopen|resolve)|form-answer-groups/\\{id}/(finish|lock|unlock)"
					+ "|goals/\\{id}/(abandon|complete|reopen)|policies/\\{id}/end|tasks/\\{id}/(close|reopen))",
					RECORDS, RECORDS, WRITE, WRITE),
			rule("/api/?|/api/profile(/\\{repository})?", RECORDS, RECORDS, WRITE, WRITE),
			rule("/api/\\{repository}(/search(/\\{search})?|/\\{id}(/\\{property}(/\\{propertyId})?)?)?", RECORDS,
					RECORDS, WRITE, WRITE));

	/** What repositories take that do not take what most do. */
	private static final Map<String, Rule> REPOSITORIES = Map.of("users", rule("users", RECORDS, RECORDS, WRITE, WRITE),
			"organizations", rule("organizations", RECORDS, RECORDS, ADMINISTER, ADMINISTER), "api-keys",
			rule("api-keys", ADMINISTER, KEYS, KEYS, KEYS));

	private static Rule rule(String pattern, String reading, String options, String posting, String rest) {
		return new Rule(Pattern.compile(pattern), reading, options, posting, rest);
	}

	/**
	 * The rule of a handler, where somebody has decided about it: the same with a slash
	 * at the end.
	 */
	static Optional<Rule> of(String pattern) {
		String path = pattern.matches("/.+/") ? pattern.substring(0, pattern.length() - 1) : pattern;
		return ALL.stream().filter((rule) -> rule.pattern.matcher(path).matches()).findFirst();
	}

	/** The repositories that stand for all. */
	static Set<String> repositories() {
		return REPOSITORIES.keySet();
	}

	/** The same rule for one repository. */
	Rule in(String repository) {
		return REPOSITORIES.getOrDefault(repository, this);
	}

	/** Whether the session of somebody who signed in opens it. */
	static boolean isForSessions(String pattern) {
		return pattern.startsWith("/audit-log") || pattern.equals("/sign-out");
	}

	/** What a method takes. */
	String takes(String method) {
		return switch (method) {
			case "GET", "HEAD" -> this.reading;
			case "OPTIONS" -> this.options;
			case "POST" -> this.posting;
			default -> this.rest;
		};
	}

}
