package dev.revtrail.web.request;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Rejects a request with a status, a hint and, for bad arguments, the errors of each. The
 * contract's {@link ErrorForm} words the answer.
 */
public final class Refusal extends RuntimeException {

	private final int status;

	private final transient @Nullable Map<String, List<String>> argErrors;

	/**
	 * Creates a refusal.
	 * @param status the HTTP status
	 * @param hint the error, as a sentence
	 * @param argErrors what is wrong with each argument; null where it is not about them
	 */
	public Refusal(int status, String hint, @Nullable Map<String, List<String>> argErrors) {
		super(hint);
		this.status = status;
		this.argErrors = argErrors;
	}

	/**
	 * Creates a refusal of bad arguments.
	 * @param argErrors the errors of each argument
	 * @return the refusal
	 */
	public static Refusal badArguments(Map<String, List<String>> argErrors) {
		return new Refusal(400, "See arg_errors for what each argument takes.", argErrors);
	}

	/**
	 * Creates a refusal whose reason is its status.
	 * @param status the HTTP status
	 * @return the refusal
	 */
	public static Refusal of(int status) {
		return new Refusal(status, switch (status) {
			case 400 -> "The request is malformed.";
			case 401 -> "This needs a caller who is known; send valid credentials.";
			case 403 -> "The caller may not do this.";
			case 404 -> "There is no such change log entry.";
			case 405 -> "This does not take the request's method.";
			case 406 -> "The answer is JSON, which the request does not accept.";
			case 415 -> "The request's content has a type that is not understood.";
			case 413 -> "The request's content is larger than it may be.";
			case 429 -> "Too many requests; try again later.";
			case 503 -> "This took longer than it may. Ask for less: a shorter range of time, one record, patient, "
					+ "actor or type, or a smaller page.";
			default -> (status < 500) ? "The request was refused."
					: "The change log could not answer; the fault is on this side.";
		}, null);
	}

	/**
	 * Returns the HTTP status.
	 * @return the status
	 */
	public int status() {
		return this.status;
	}

	/**
	 * Returns the errors of each argument.
	 * @return the messages by argument; none where it is not about them
	 */
	public Map<String, List<String>> argErrors() {
		return (this.argErrors != null) ? this.argErrors : Map.of();
	}

}
