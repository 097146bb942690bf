package dev.revtrail.web.audit;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.revtrail.web.request.ErrorForm;
import dev.revtrail.web.request.Refusal;

/**
 * Contract 2's errors: an array, with an element for each bad parameter.
 */
class AuditErrors implements ErrorForm {

	private final Clock clock;

	AuditErrors(Clock clock) {
		this.clock = clock;
	}

	@Override
	public Object body(Refusal refusal) {
		List<Map<String, Object>> errors = new ArrayList<>();
		refusal.argErrors()
			.forEach((parameter, messages) -> messages
				.forEach((message) -> errors.add(error(400, message, Map.of("parameter", parameter)))));
		if (errors.isEmpty()) {
			errors.add(error(refusal.status(), String.valueOf(refusal.getMessage()), Map.of()));
		}
		return errors;
	}

	private Map<String, Object> error(int status, String message, Map<String, String> details) {
		Map<String, Object> error = new LinkedHashMap<>();
		error.put("errorCode", code(status));
		error.put("componentType", "AUDIT");
		error.put("message", message);
		error.put("details", details);
		error.put("date", this.clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
		return error;
	}

	private static String code(int status) {
		return switch (status) {
			case 400 -> "INVALID_PARAMETER";
			case 401 -> "NOT_VALID_JSON_WEB_TOKEN";
			case 403 -> "ACCESS_FOR_API_CLIENT_RESTRICTED";
			case 404 -> "NOT_FOUND";
			case 405 -> "METHOD_NOT_ALLOWED";
			case 406 -> "NOT_ACCEPTABLE";
			case 429 -> "TOO_MANY_REQUESTS";
			case 503 -> "QUERY_TIMEOUT";
			default -> (status < 500) ? "REQUEST_REFUSED" : "INTERNAL_SERVER_ERROR";
		};
	}

}
