package dev.revtrail.graphql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.revtrail.web.request.ErrorForm;
import org.jspecify.annotations.Nullable;

/**
 * Reports an error in a request or in one of its fields. The caller receives the message
 * unchanged.
 */
class GraphQlRefusal extends RuntimeException {

	/**
	 * The form of errors for requests that are rejected before they reach the contract.
	 */
	static final ErrorForm FORM = (refusal) -> new GraphQlRefusal(ErrorCode.of(refusal.status()), refusal.status(),
			String.valueOf(refusal.getMessage()))
		.body();

	private final ErrorCode code;

	private final int status;

	private final @Nullable String argument;

	GraphQlRefusal(ErrorCode code, String message) {
		this(code, code.status(), message);
	}

	GraphQlRefusal(ErrorCode code, int status, String message) {
		this(code, status, message, null);
	}

	private GraphQlRefusal(ErrorCode code, int status, String message, @Nullable String argument) {
		super(message);
		this.code = code;
		this.status = status;
		this.argument = argument;
	}

	/**
	 * Refuses an argument.
	 * @param name the argument's name
	 * @param message what it takes, as a sentence
	 * @return the refusal
	 */
	static GraphQlRefusal argument(String name, String message) {
		return new GraphQlRefusal(ErrorCode.BAD_USER_INPUT, ErrorCode.BAD_USER_INPUT.status(), message, name);
	}

	/**
	 * Creates a refusal whose reason is its status.
	 * @param status the HTTP status, from 400
	 * @return the refusal
	 */
	static GraphQlRefusal of(int status) {
		return new GraphQlRefusal(ErrorCode.of(status), status, switch (status) {
			case 400 -> "The request is malformed.";
			case 401 -> "This needs a caller who is known; send valid credentials.";
			case 403 -> "The caller may not read the audit log.";
			case 404 -> "There is nothing here.";
			case 405 -> "This takes GET and POST.";
			case 406 -> "The answer is application/graphql-response+json or application/json.";
			case 413 -> "The request is too large.";
			case 415 -> "A POST takes application/json in UTF-8.";
			case 429 -> "Too many requests; try again later.";
			case 503 -> "This took longer than it may. Ask for less: a shorter range of time, one record or one actor.";
			default -> (status < 500) ? "The request was refused."
					: "The audit log could not answer; the fault is on this side.";
		});
	}

	int status() {
		return this.status;
	}

	String message() {
		return String.valueOf(getMessage());
	}

	/** Returns a response with this refusal as its only error. */
	Map<String, Object> body() {
		Map<String, Object> error = new LinkedHashMap<>();
		error.put("message", message());
		error.put("extensions", extensions());
		return Map.of("errors", List.of(error));
	}

	/** Returns the properties of the error other than its message. */
	Map<String, Object> extensions() {
		Map<String, Object> extensions = new LinkedHashMap<>();
		extensions.put("code", this.code.name());
		if (this.argument != null) {
			extensions.put("argument", this.argument);
		}
		return extensions;
	}

}
