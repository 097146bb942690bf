package dev.revtrail.web.changelog;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.revtrail.IdempotencyKeyException;
import dev.revtrail.web.request.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The header by which a note that is sent again is added once.
 */
final class IdempotencyKey {

	/** The name of the header. */
	static final String HEADER = "Idempotency-Key";

	private static final Pattern FORM = Pattern.compile("[ -~]{1,255}");

	private IdempotencyKey() {
	}

	/**
	 * Returns the key of a request.
	 * @param request the request
	 * @return the key; null if there is none
	 * @throws Refusal when it has another form
	 */
	static @Nullable String of(HttpServletRequest request) {
		List<String> keys = Collections.list(request.getHeaders(HEADER));
		if (keys.isEmpty()) {
			return null;
		}
		if (keys.size() > 1 || keys.get(0).isBlank() || !FORM.matcher(keys.get(0)).matches()) {
			throw Refusal.badArguments(Map.of(HEADER, List
				.of("The header " + HEADER + " takes 1 to 255 printable ASCII characters, and is given only once.")));
		}
		return keys.get(0);
	}

	/**
	 * Returns the refusal of a note that cannot be added under its key.
	 * @param exception the reason
	 * @return the refusal
	 */
	static Refusal refusal(IdempotencyKeyException exception) {
		return switch (exception.reason()) {
			case REUSED -> new Refusal(422,
					"The header " + HEADER + " was used for another note; use another key for each note.", null);
			case IN_FLIGHT ->
				new Refusal(409, "A note with the same " + HEADER + " is being added; try again later.", null);
		};
	}

}
