package dev.revtrail.web.request;

import jakarta.servlet.http.HttpServletResponse;

/**
 * Sets the headers that keep other sites from reading answers of the library: browsers
 * neither guess their type nor load them into pages of another origin. Headers that the
 * host has set stay.
 */
public final class AnswerHeaders {

	private AnswerHeaders() {
	}

	/**
	 * Sets the headers of an answer.
	 * @param response the response, to which nothing has been written yet
	 */
	public static void protect(HttpServletResponse response) {
		set(response, "X-Content-Type-Options", "nosniff");
		set(response, "Cross-Origin-Resource-Policy", "same-origin");
	}

	private static void set(HttpServletResponse response, String name, String value) {
		if (!response.containsHeader(name)) {
			response.setHeader(name, value);
		}
	}

}
