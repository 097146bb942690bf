package dev.revtrail.context;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.revtrail.Revision;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Reads the origin of changes from a request. All values come from the caller, so control
 * characters are removed and long values cut: a header never fails a change. Resolves the
 * actor only on use, since the request is not authenticated yet.
 */
class RequestOrigins {

	static final String REQUEST_ID = "X-Request-Id";

	/** W3C Trace Context, level 1: version, trace id, parent id and flags. */
	private static final Pattern TRACEPARENT = Pattern
		.compile("(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

	private final String source;

	RequestOrigins(String source) {
		this.source = source;
	}

	Origin of(HttpServletRequest request) {
		Revision.Request details = new Revision.Request(clean(request.getMethod(), 16),
				clean(request.getRequestURI(), 1000), cleanOrNull(request.getRemoteAddr(), 64),
				cleanOrNull(request.getHeader("User-Agent"), 500));
		String traceId = traceId(request.getHeader("traceparent"));
		return new Origin(null, this.source, requestId(request, traceId), details).within(traceId);
	}

	private static String requestId(HttpServletRequest request, @Nullable String traceId) {
		String given = cleanOrNull(request.getHeader(REQUEST_ID), 128);
		if (given != null) {
			return given;
		}
		return (traceId != null) ? traceId : UUID.randomUUID().toString();
	}

	private static @Nullable String traceId(@Nullable String traceparent) {
		if (traceparent == null) {
			return null;
		}
		Matcher matcher = TRACEPARENT.matcher(traceparent.strip());
		boolean valid = matcher.matches() && !("00".equals(matcher.group(1)) && matcher.group(3) != null);
		return valid ? matcher.group(2) : null;
	}

	private static @Nullable String cleanOrNull(@Nullable String text, int limit) {
		String cleaned = (text != null) ? clean(text, limit) : "";
		return cleaned.isEmpty() ? null : cleaned;
	}

	static String clean(String text, int limit) {
		StringBuilder cleaned = new StringBuilder(Math.min(text.length(), limit));
		PlainText.of(text)
			.codePoints()
			.takeWhile((character) -> cleaned.length() + Character.charCount(character) <= limit)
			.forEach(cleaned::appendCodePoint);
		return cleaned.toString().strip();
	}

}
