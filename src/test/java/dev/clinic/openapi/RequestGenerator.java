package dev.clinic.openapi;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import dev.clinic.openapi.ApiDocument.Operation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes requests of a document: right ones, nearly right ones and nonsense. The same seed
 * makes the same.
 */
final class RequestGenerator {

	private static final List<String> NONSENSE = List.of("", " ", "'", "\"", "\\", "%", "_", "%%", "' or 1=1 --",
			"a'; drop table x; --", "\u0000", "\u001f", "\ufffe", "\ud83d\ude00", "\u202e", "e\u0301", "{\"a\":1}",
			"[]", "null", "NaN", "-0", "1e309", "${7*7}", "#{7*7}", "{{7*7}}", "../../etc/passwd", "<script>",
			"9".repeat(40), "-9223372036854775809", "9223372036854775807", "2147483648", "x".repeat(1001), "true", "*",
			"clinic.*", ",", ";", "&", "=", "\r\nX-Injected: 1", "0x10", "\u0661", "2024-02-30", "0000-00-00",
			"9999-12-31T23:59:60Z", "2024-11-01T16:03:19+99:99");

	private static final List<String> CALLERS = List.of("owner", "owner", "owner", "owner", "admin", "auditor",
			"provider", "patient", "north", "globex", "stranger");

	private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD",
			"PAINT");

	private static final List<String> TYPES = List.of("application/x-www-form-urlencoded", "application/json",
			"application/json", "text/plain", "multipart/form-data; boundary=x", "application/json; charset=utf-16",
			"x");

	private final Random random;

	private final List<Operation> operations;

	private final Map<String, List<String>> known;

	/**
	 * A generator.
	 * @param document what there is to ask
	 * @param known values that there are, by parameter
	 * @param seed what it draws from
	 */
	RequestGenerator(ApiDocument document, Map<String, List<String>> known, long seed) {
		this.operations = document.operations();
		this.known = new TreeMap<>(known);
		this.random = new Random(seed);
	}

	/** The next request; callers on several threads share one sequence. */
	synchronized Request next() {
		Operation drawn = of(this.operations);
		String method = chance(4) ? of(METHODS) : drawn.method().toUpperCase(Locale.ROOT);
		Map<String, String> headers = new LinkedHashMap<>();
		if (!chance(2)) {
			headers.put("Authorization", "Bearer demo-" + of(CALLERS) + "-key");
		}
		if (chance(10)) {
			headers.put("Accept", of(List.of("application/xml", "text/html", "*/*;q=0", "application/json", "x")));
		}
		String body = null;
		if (method.equals("POST")) {
			String type = of(TYPES);
			headers.put("Content-Type", type);
			body = chance(5) ? value() : type.contains("json") ? json() : form();
		}
		Operation meant = this.operations.stream()
			.filter((operation) -> operation.is(method, drawn.path()))
			.findFirst()
			.orElse(drawn);
		return new Request(meant, method, path(drawn) + query(drawn), headers, body);
	}

	private String path(Operation operation) {
		Map<String, String> values = new LinkedHashMap<>();
		for (JsonNode parameter : operation.parameters("path")) {
			String name = parameter.get("name").asString();
			values.put(name, encoded(chance(75) ? of(this.known.get(name)) : segment()));
		}
		String path = operation.filled(values);
		return chance(3) ? path + of(List.of("/", "/x", ";a=b", "%00", "/..", "//")) : path;
	}

	/** A path has no empty segment. */
	private String segment() {
		String value = value();
		return value.isEmpty() ? "x" : value;
	}

	private String query(Operation operation) {
		List<String> pairs = new ArrayList<>();
		for (JsonNode parameter : operation.parameters("query")) {
			boolean required = parameter.get("required").asBoolean();
			for (int i = chance(required ? 90 : 15) ? repeats() : 0; i > 0; i--) {
				pairs.add(encoded(parameter.get("name").asString()) + "=" + encoded(valueOf(parameter)));
			}
		}
		if (chance(4)) {
			pairs.add(encoded(value()) + "=" + encoded(value()));
		}
		if (chance(2)) {
			pairs.add(of(List.of("%zz", "%", "=", "&&", "a=%ff", "%ED%A0%80=1")));
		}
		return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
	}

	private int repeats() {
		return chance(10) ? 2 + this.random.nextInt(3) : 1;
	}

	private String valueOf(JsonNode parameter) {
		String name = parameter.get("name").asString();
		if (chance(20)) {
			return value();
		}
		if (this.known.containsKey(name)) {
			return of(this.known.get(name));
		}
		JsonNode schema = parameter.get("schema").has("items") ? parameter.get("schema").get("items")
				: parameter.get("schema");
		if (schema.has("enum")) {
			return of(schema.get("enum").valueStream().map(JsonNode::asString).toList());
		}
		return switch (schema.path("type").asString("")) {
			case "integer" -> integer(schema);
			case "boolean" -> of(List.of("true", "false"));
			default -> schema.has("pattern") ? moment() : value();
		};
	}

	private String integer(JsonNode schema) {
		long lowest = schema.path("minimum").asLong(0);
		long highest = schema.path("maximum").asLong(Integer.MAX_VALUE);
		return Long.toString(
				of(List.of(lowest, lowest + 1, highest, lowest - 1, lowest + this.random.nextInt(30), highest - 1)));
	}

	private String moment() {
		String date = "20%02d-%02d-%02d".formatted(20 + this.random.nextInt(10), 1 + this.random.nextInt(12),
				1 + this.random.nextInt(28));
		return chance(50) ? date : date + of(List.of(" ", "T")) + "12:30:0" + this.random.nextInt(10)
				+ of(List.of("", "Z", "+01:00", ".5", ".123456789Z"));
	}

	private String form() {
		List<String> pairs = new ArrayList<>();
		note().forEach((name, value) -> pairs.add(encoded(name) + "=" + encoded(value)));
		return String.join("&", pairs);
	}

	private String json() {
		ObjectNode object = JsonMapper.shared().createObjectNode();
		note().forEach(object::put);
		if (chance(10)) {
			object.put(value(), this.random.nextLong());
		}
		if (chance(10)) {
			ArrayNode nested = object.putArray("note");
			for (int i = this.random.nextInt(5); i > 0; i--) {
				nested.add(value());
			}
		}
		String text = chance(5) ? "[".repeat(3000) : object.toString();
		return chance(10) ? text.substring(0, this.random.nextInt(text.length())) : text;
	}

	private Map<String, String> note() {
		Map<String, String> note = new LinkedHashMap<>();
		note.put("document_type", chance(90) ? "User" : value());
		note.put("document", chance(80) ? of(this.known.get("filters-documents")) : value());
		note.put("note", chance(5) ? "n".repeat(this.random.nextInt(120_000)) : value() + "!");
		if (chance(10)) {
			note.remove(of(List.of("document_type", "document", "note")));
		}
		return note;
	}

	private String value() {
		if (chance(70)) {
			return of(NONSENSE);
		}
		StringBuilder text = new StringBuilder();
		for (int i = this.random.nextInt(20); i > 0; i--) {
			text.append((char) this.random.nextInt(chance(80) ? 128 : 0xD800));
		}
		return text.toString();
	}

	private boolean chance(int percent) {
		return this.random.nextInt(100) < percent;
	}

	private <T> T of(List<T> choices) {
		return choices.get(this.random.nextInt(choices.size()));
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

	/**
	 * A request.
	 *
	 * @param operation what it was made of
	 * @param method its method
	 * @param target its path and query, encoded
	 * @param headers its headers
	 * @param body its body; null for none
	 */
	record Request(Operation operation, String method, String target, Map<String, String> headers,
			@Nullable String body) {

		/** Whether the document says how it is answered. */
		boolean isDocumented() {
			return this.operation.method().equalsIgnoreCase(this.method);
		}

		@Override
		public String toString() {
			return this.method + " " + this.target + " " + this.headers + " " + this.body;
		}

	}

}
