package dev.clinic.security;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Reads API keys from the headers that may carry them: {@code Authorization: Bearer},
 * {@code Authorization: Basic} with the raw key, and {@code X-CareHQ-APIKey}.
 */
final class ApiKeyCredentials {

	static final String API_KEY = "X-CareHQ-APIKey";

	private ApiKeyCredentials() {
	}

	/**
	 * Returns the key of a request.
	 * @param request the request
	 * @return the key, or nothing if no header contains one
	 * @throws Refused when headers carry different keys, or something else
	 */
	static Optional<String> keyOf(HttpServletRequest request) {
		Set<String> keys = new LinkedHashSet<>();
		for (String header : headers(request, "Authorization")) {
			keys.add(fromAuthorization(header.strip()));
		}
		for (String header : headers(request, API_KEY)) {
			keys.add(header.strip());
		}
		if (keys.size() > 1) {
			throw new Refused("The request contains more than one API key. Send one.");
		}
		return keys.stream().findFirst();
	}

	private static String fromAuthorization(String header) {
		int space = header.indexOf(' ');
		String scheme = (space > 0) ? header.substring(0, space).toLowerCase(Locale.ROOT) : "";
		if (!scheme.equals("bearer") && !scheme.equals("basic")) {
			throw new Refused("Authorization must be 'Bearer <key>' or 'Basic <key>'.");
		}
		return header.substring(space + 1).strip();
	}

	/**
	 * Returns the only value of a header.
	 * @param request the request
	 * @param name the header's name
	 * @return its value, or nothing if it is absent or blank
	 * @throws Refused if there is more than one
	 */
	static Optional<String> single(HttpServletRequest request, String name) {
		List<String> values = headers(request, name);
		if (values.size() > 1) {
			throw new Refused("The header " + name + " must come only once.");
		}
		return values.stream().filter((value) -> !value.isBlank()).findFirst();
	}

	private static List<String> headers(HttpServletRequest request, String name) {
		return Collections.list(request.getHeaders(name));
	}

}
