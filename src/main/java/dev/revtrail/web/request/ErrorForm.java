package dev.revtrail.web.request;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The form of a contract's errors.
 */
@FunctionalInterface
public interface ErrorForm {

	/** The form of contract 1: a hint, and for bad arguments the errors of each. */
	ErrorForm HINT = (refusal) -> {
		Map<String, @Nullable Object> body = new LinkedHashMap<>();
		body.put("hint", refusal.getMessage());
		body.put("arg_errors", refusal.argErrors().isEmpty() ? null : refusal.argErrors());
		return body;
	};

	/**
	 * Returns the body of an error.
	 * @param refusal the refusal
	 * @return what its JSON is made of
	 */
	Object body(Refusal refusal);

}
