package dev.clinic.openapi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A served OpenAPI document, for tests to ask.
 */
final class ApiDocument {

	private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

	private final JsonNode root;

	private final Map<JsonNode, Schema> compiled = Collections.synchronizedMap(new IdentityHashMap<>());

	ApiDocument(JsonNode root) {
		this.root = root;
	}

	JsonNode root() {
		return this.root;
	}

	/** The operations: GET and POST. */
	List<Operation> operations() {
		List<Operation> operations = new ArrayList<>();
		this.root.get("paths")
			.forEachEntry((path, item) -> item
				.forEachEntry((method, operation) -> operations.add(new Operation(this, method, path, operation))));
		return operations;
	}

	Operation operation(String method, String path) {
		return operations().stream()
			.filter((operation) -> operation.is(method, path))
			.findFirst()
			.orElseThrow(() -> new AssertionError("The document has no " + method + " " + path + "."));
	}

	/** What a reference leads to; anything else is itself. */
	JsonNode resolved(JsonNode node) {
		return node.has("$ref") ? this.root.at(node.get("$ref").asString().substring(1)) : node;
	}

	/** What is wrong with a value by a schema; nothing where it is right. */
	List<String> errors(JsonNode schema, JsonNode value) {
		return this.compiled.computeIfAbsent(schema, this::compile)
			.validate(value)
			.stream()
			.map(Object::toString)
			.toList();
	}

	private Schema compile(JsonNode schema) {
		ObjectNode complete = JsonMapper.shared().createObjectNode();
		complete.putArray("allOf").add(schema);
		complete.set("components", this.root.get("components"));
		return SCHEMAS.getSchema(complete);
	}

	/**
	 * An operation.
	 *
	 * @param document the document that it is in
	 * @param method its method, in lower case
	 * @param path its path
	 * @param content what the document says about it
	 */
	record Operation(ApiDocument document, String method, String path, JsonNode content) {

		boolean is(String other, String otherPath) {
			return this.method.equalsIgnoreCase(other) && this.path.equals(otherPath);
		}

		List<JsonNode> parameters(String in) {
			return this.content.get("parameters")
				.valueStream()
				.filter((parameter) -> parameter.get("in").asString().equals(in))
				.toList();
		}

		Set<String> queryNames() {
			Set<String> names = new TreeSet<>();
			parameters("query").forEach((parameter) -> names.add(parameter.get("name").asString()));
			return names;
		}

		Set<Integer> statuses() {
			Set<Integer> statuses = new TreeSet<>();
			this.content.get("responses").propertyNames().forEach((status) -> statuses.add(Integer.valueOf(status)));
			return statuses;
		}

		/** What an answer of a status is, with its schema and its example. */
		JsonNode answer(int status) {
			return this.document.resolved(this.content.get("responses").get(String.valueOf(status)))
				.at("/content/application~1json");
		}

		/** The types that answers of a status have. */
		Set<String> mediaTypes(int status) {
			return new TreeSet<>(this.document.resolved(this.content.get("responses").path(String.valueOf(status)))
				.path("content")
				.propertyNames());
		}

		/** What is wrong with an answer; nothing where it is right. */
		List<String> errors(int status, JsonNode body) {
			return statuses().contains(status) ? this.document.errors(answer(status).get("schema"), body)
					: List.of("The document has no status " + status + ".");
		}

		/** The path with its variables filled in. */
		String filled(Map<String, String> values) {
			String filled = this.path;
			for (JsonNode parameter : parameters("path")) {
				String name = parameter.get("name").asString();
				filled = filled.replace("{" + name + "}",
						values.getOrDefault(name, parameter.get("example").asString()));
			}
			return filled;
		}

		@Override
		public String toString() {
			return this.method + " " + this.path;
		}

	}

}
