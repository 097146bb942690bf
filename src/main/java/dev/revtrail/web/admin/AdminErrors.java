package dev.revtrail.web.admin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import dev.revtrail.web.request.ErrorForm;
import dev.revtrail.web.request.Refusal;

/**
 * Contract 3's errors: a code and a message, which names all that is wrong.
 */
final class AdminErrors implements ErrorForm {

	static final AdminErrors FORM = new AdminErrors();

	private AdminErrors() {
	}

	@Override
	public Object body(Refusal refusal) {
		Map<String, Object> error = new LinkedHashMap<>();
		error.put("error", code(refusal.status()));
		error.put("message",
				refusal.argErrors().isEmpty() ? String.valueOf(refusal.getMessage())
						: refusal.argErrors()
							.entrySet()
							.stream()
							.map((errors) -> errors.getKey() + ": " + String.join(" ", errors.getValue()))
							.collect(Collectors.joining(" ")));
		return error;
	}

	private static String code(int status) {
		return switch (status) {
			case 400 -> "validation_error";
			case 401 -> "unauthenticated";
			case 403 -> "insufficient_scope";
			case 404 -> "not_found";
			case 405 -> "method_not_allowed";
			case 406 -> "not_acceptable";
			case 429 -> "rate_limited";
			case 503 -> "query_timeout";
			default -> (status < 500) ? "request_refused" : "internal_error";
		};
	}

}
