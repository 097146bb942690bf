package dev.revtrail.web.changelog;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.revtrail.RecordRef;
import dev.revtrail.RecordType;
import dev.revtrail.RecordTypes;
import dev.revtrail.web.request.Refusal;
import dev.revtrail.web.request.RequestParameters;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A note that a caller adds, as a form or as JSON.
 *
 * @param record the record
 * @param text the note
 */
record NoteRequest(RecordRef record, String text) {

	private static final Set<String> KNOWN = new TreeSet<>(Set.of("document", "document_type", "note"));

	private static final int LONGEST = 10_000;

	private static final int LARGEST = 100_000;

	private static final int MOST_NAMES = 20;

	private static final int LONGEST_NAME = 100;

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	/**
	 * Reads a note.
	 * @param parameters the parameters of the form, decoded
	 * @param types the record types
	 * @return the note
	 * @throws Refusal when any parameter is bad input or missing
	 */
	static NoteRequest parse(Map<String, String[]> parameters, RecordTypes types) {
		RequestParameters arguments = new RequestParameters(parameters, KNOWN);
		for (String name : KNOWN) {
			if (!arguments.has(name)) {
				arguments.reject(name, name + " must be given.");
			}
		}
		Optional<String> type = arguments.one("document_type", "a document type")
			.flatMap((name) -> arguments.recordType("document_type", name, types, RecordType::upperCamel));
		Optional<String> id = arguments.text("document", "a document's id");
		Optional<String> note = arguments.text("note", LONGEST, "a note");
		arguments.refuseErrors();
		return new NoteRequest(new RecordRef(type.orElseThrow(), id.orElseThrow()), note.orElseThrow());
	}

	/**
	 * Rejects parameters in the URL, which end up in the logs of servers and proxies.
	 * @param query the query string; null if there is none
	 * @throws Refusal when it has any parameter
	 */
	static void refuseParametersInUrl(@Nullable String query) {
		Map<String, List<String>> errors = new TreeMap<>();
		for (String parameter : (query != null) ? query.split("&") : new String[0]) {
			String name = decoded(parameter.split("=", 2)[0]);
			if (!parameter.isEmpty() && errors.size() < MOST_NAMES) {
				errors.put((name.length() > LONGEST_NAME) ? name.substring(0, LONGEST_NAME) : name,
						List.of("A note's parameters belong in the body, not in the URL."));
			}
		}
		if (!errors.isEmpty()) {
			throw Refusal.badArguments(errors);
		}
	}

	private static String decoded(String name) {
		try {
			return URLDecoder.decode(name, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return name;
		}
	}

	/**
	 * Checks the size of a note's body.
	 * @param size its size, or -1 if not known yet
	 * @throws Refusal when it is too large
	 */
	static void requireSmall(long size) {
		if (size > LARGEST) {
			throw new Refusal(413, "A note takes a body of at most 100,000 bytes.", null);
		}
	}

	/**
	 * Reads the parameters of a JSON object.
	 * @param request the request
	 * @return the parameters, as of a form
	 * @throws IOException if the body cannot be read
	 * @throws Refusal when it is no such object
	 */
	static Map<String, String[]> json(HttpServletRequest request) throws IOException {
		byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
		requireSmall(body.length);
		JsonNode object;
		try {
			object = MAPPER.readTree(body);
		}
		catch (JacksonException ex) {
			throw new Refusal(400, "The body is not valid JSON, or has a name twice.", null);
		}
		if (!object.isObject()) {
			throw new Refusal(400, "The body must be a JSON object.", null);
		}
		Map<String, String[]> parameters = new LinkedHashMap<>();
		for (Map.Entry<String, JsonNode> property : object.properties()) {
			if (!property.getValue().isString() && !property.getValue().isNumber()) {
				throw new Refusal(400, "The body takes strings only.", null);
			}
			parameters.put(property.getKey(), new String[] { property.getValue().asString() });
		}
		return parameters;
	}

}
