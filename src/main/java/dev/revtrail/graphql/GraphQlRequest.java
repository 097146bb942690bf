package dev.revtrail.graphql;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;

/**
 * A request as GraphQL over HTTP has it: a JSON object in the body of a POST, or the
 * parameters of a GET.
 *
 * @param query the document
 * @param operationName which operation of the document is meant; null where it has one
 * @param variables the variables; empty where there are none
 */
record GraphQlRequest(String query, @Nullable String operationName, Map<String, Object> variables) {

	private static final Set<String> PARAMETERS = Set.of("query", "operationName", "variables", "extensions");

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	/**
	 * Reads the body of a POST.
	 * @param request the request
	 * @param largest how many bytes the body may have
	 * @return the request
	 * @throws GraphQlRefusal when the body is none that the specification has
	 * @throws IOException when it cannot be read
	 */
	static GraphQlRequest ofBody(HttpServletRequest request, int largest) throws IOException {
		checkContentType(request.getContentType());
		if (request.getContentLengthLong() > largest) {
			throw tooLarge(largest);
		}
		byte[] body = request.getInputStream().readNBytes(largest + 1);
		if (body.length > largest) {
			throw tooLarge(largest);
		}
		Object json = json("The body", body);
		if (json instanceof List) {
			throw bad("The body takes one request, not a batch of them.");
		}
		if (!(json instanceof Map<?, ?> given)) {
			throw bad("The body takes a JSON object.");
		}
		Map<String, Object> parameters = new LinkedHashMap<>();
		given.forEach((name, value) -> parameters.put(String.valueOf(name), value));
		return of(parameters);
	}

	/**
	 * Reads the parameters of a GET.
	 * @param given the parameters, decoded
	 * @return the request
	 * @throws GraphQlRefusal when they are none that the specification has
	 */
	static GraphQlRequest ofParameters(Map<String, String[]> given) {
		Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
		given.forEach((name, values) -> {
			if (values.length != 1) {
				throw GraphQlRefusal.argument(name, name + " is given more than once.");
			}
			boolean json = name.equals("variables") || name.equals("extensions");
			parameters.put(name, (json && !values[0].isEmpty()) ? json(name, values[0].getBytes(StandardCharsets.UTF_8))
					: (json || values[0].isEmpty()) ? null : values[0]);
		});
		return of(parameters);
	}

	private static GraphQlRequest of(Map<String, @Nullable Object> parameters) {
		parameters.keySet().stream().filter((name) -> !PARAMETERS.contains(name)).findFirst().ifPresent((name) -> {
			throw bad("There is no such parameter as " + ((name.length() > 100) ? name.substring(0, 100) : name)
					+ ". There are query, operationName, variables and extensions.");
		});
		if (!(parameters.get("query") instanceof String query)) {
			throw GraphQlRefusal.argument("query", "query takes a GraphQL document.");
		}
		Object operationName = parameters.get("operationName");
		if (operationName != null && !(operationName instanceof String)) {
			throw GraphQlRefusal.argument("operationName", "operationName takes the name of an operation.");
		}
		object("extensions", parameters);
		return new GraphQlRequest(query, (String) operationName, object("variables", parameters));
	}

	private static Map<String, Object> object(String name, Map<String, @Nullable Object> parameters) {
		Object value = parameters.get(name);
		if (value != null && !(value instanceof Map)) {
			throw GraphQlRefusal.argument(name, name + " takes a JSON object.");
		}
		Map<String, Object> object = new LinkedHashMap<>();
		if (value != null) {
			((Map<?, ?>) value).forEach((key, held) -> object.put(String.valueOf(key), held));
		}
		return object;
	}

	private static Object json(String what, byte[] text) {
		try {
			Object json = MAPPER.readValue(text, Object.class);
			if (json != null) {
				return json;
			}
		}
		catch (JacksonException ex) {
			throw bad(what + " is not JSON in UTF-8, or holds a name twice.");
		}
		throw bad(what + " takes a JSON object.");
	}

	private static void checkContentType(@Nullable String contentType) {
		try {
			MediaType type = (contentType != null) ? MediaType.parseMediaType(contentType) : null;
			Charset charset = (type != null) ? type.getCharset() : null;
			if (type != null && type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
					&& (charset == null || charset.equals(StandardCharsets.UTF_8))) {
				return;
			}
		}
		catch (IllegalArgumentException ex) {
			throw GraphQlRefusal.of(415);
		}
		throw GraphQlRefusal.of(415);
	}

	private static GraphQlRefusal tooLarge(int largest) {
		return new GraphQlRefusal(ErrorCode.BAD_USER_INPUT, 413,
				"The request is too large; its body takes " + largest + " bytes.");
	}

	private static GraphQlRefusal bad(String message) {
		return new GraphQlRefusal(ErrorCode.BAD_USER_INPUT, message);
	}

}
