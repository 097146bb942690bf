package dev.revtrail.web.request;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How a contract words what it refuses.
 */
@FunctionalInterface
public interface ErrorForm {

	/** A hint, and for bad arguments what is wrong with each of them: contract 1's. */
	ErrorForm HINT = (refusal) -> {
		Map<String, @Nullable Object> body = new LinkedHashMap<>();
		body.put("hint", refusal.getMessage());
		body.put("arg_errors", refusal.argErrors().isEmpty() ? null : refusal.argErrors());
		return body;
	};

	/**
	 * The body of an answer that refuses.
	 * @param refusal what is refused, and why
	 * @return what its JSON is made of
	 */
	Object body(Refusal refusal);

}
