package dev.clinic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import graphql.language.FieldDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.language.EnumTypeDefinition;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes requests by chance from a schema: most of them right, some of them wrong in their
 * arguments, their document or their JSON. The same seed makes the same requests.
 */
final class GraphQlFuzz {

	private static final List<String> TEXTS = List.of("", "1", "no_author", "system", "2024-01-01T00:00:00Z",
			"9999-12-31T23:59:59.999999999+18:00", "0000-01-01T00:00:00Z", "2024-02-30T00:00:00Z", "' or 1=1 --", "%",
			"\u0000", "\ud83d", "\u202e\u00df\u4e2d", "AAAAAAAAAAAAAAAA", "${jndi:x}", "x".repeat(1001));

	private static final List<String> LITERALS = List.of("null", "true", "0", "1", "7", "100", "101", "-1",
			"2147483648", "1.5", "1e400", "\"\"", "\"x\"", "[]", "{}", "{a: 1}", "NOTHING", "$undefined",
			"\"\"\"block\"\"\"", "[[null]]");

	private static final List<String> BODIES = List.of("", "null", "[]", "{}", "[{\"query\":\"{__typename}\"}]",
			"\"{__typename}\"", "{\"query\":null}", "{\"query\":{}}", "{\"query\":\"{__typename}\",\"variables\":[]}",
			"{\"query\":\"{__typename}\",\"operationName\":\"None\"}",
			"{\"query\":\"{__typename}\",\"variables\":{\"a\":{\"b\":[{}]}}}",
			"{\"query\":\"subscription{auditLog{x}}\"}", "{\"query\":\"mutation{auditLog{x}}\"}",
			"{\"query\":\"\\u0000\"}", "{\"query\":\"#\"}");

	private final TypeDefinitionRegistry schema;

	private final Random random;

	private Map<String, Object> variables = new LinkedHashMap<>();

	private List<String> declared = new ArrayList<>();

	GraphQlFuzz(String schema, long seed) {
		this.schema = new SchemaParser().parse(schema);
		this.random = new Random(seed);
	}

	/** The body of a request. */
	String body() {
		if (seldom()) {
			return oneOf(BODIES.toArray(String[]::new));
		}
		this.variables = new LinkedHashMap<>();
		this.declared = new ArrayList<>();
		String selection = selection("Query", 0);
		String query = (this.declared.isEmpty() ? "" : "query Q(" + String.join(", ", this.declared) + ") ")
				+ selection;
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("query", seldom() ? mangled(query) : query);
		body.put("variables", this.variables);
		String json = JsonMapper.shared().writeValueAsString(body);
		return seldom() ? mangled(json) : json;
	}

	/** Whether it is one of the few. */
	boolean seldom() {
		return this.random.nextInt(20) == 0;
	}

	/** Any of some texts. */
	String oneOf(String... texts) {
		return texts[this.random.nextInt(texts.length)];
	}

	private String selection(String typeName, int depth) {
		ObjectTypeDefinition type = this.schema.getTypeOrNull(typeName, ObjectTypeDefinition.class);
		if (type == null) {
			return seldom() ? "{ __typename }" : "";
		}
		int fields = (depth == 0) ? 1 + this.random.nextInt(2) : 1 + this.random.nextInt(4);
		String selected = IntStream.range(0, fields)
			.mapToObj((i) -> field(type, i, depth))
			.collect(Collectors.joining(" "));
		return switch (this.random.nextInt(12)) {
			case 0 -> "{ ... on " + typeName + " { " + selected + " } }";
			case 1 -> "{ ... @skip(if: " + this.random.nextBoolean() + ") { " + selected + " } __typename }";
			case 2 -> seldom() ? "{ ...None }" : "{ " + selected + " __typename }";
			default -> "{ " + selected + " }";
		};
	}

	private String field(ObjectTypeDefinition type, int number, int depth) {
		if (seldom()) {
			return oneOf("__typename", "nothing", "__schema { types { name fields { name } } }",
					"__type(name: \"Query\") { name }", "__type(name: 7) { name }", "x: __typename @include(if: $none)",
					"...");
		}
		List<FieldDefinition> fields = fields(type);
		FieldDefinition field = fields.get(this.random.nextInt(fields.size()));
		// An alias keeps fields with other arguments apart.
		String alias = field.getInputValueDefinitions().isEmpty() ? "" : "a" + number + ": ";
		String arguments = field.getInputValueDefinitions()
			.stream()
			.filter((argument) -> this.random.nextInt(6) == 0)
			.map((argument) -> argument.getName() + ": " + value(argument))
			.collect(Collectors.joining(", "));
		return alias + field.getName() + (arguments.isEmpty() ? "" : "(" + arguments + ")") + " "
				+ selection(nameOf(field.getType()), depth + 1);
	}

	private List<FieldDefinition> fields(ObjectTypeDefinition type) {
		return Stream
			.concat(Stream.of(type),
					this.schema.objectTypeExtensions().getOrDefault(type.getName(), List.of()).stream())
			.flatMap((definition) -> definition.getFieldDefinitions().stream())
			.toList();
	}

	private String value(InputValueDefinition argument) {
		String type = nameOf(argument.getType());
		if (this.random.nextInt(8) == 0) {
			return oneOf(LITERALS.toArray(String[]::new));
		}
		Object value = valueOf(type);
		if (this.random.nextBoolean()) {
			String name = "v" + this.declared.size();
			this.declared
				.add("$" + name + ": " + (seldom() ? oneOf("Int", "String", "User", "None", type + "!") : type));
			this.variables.put(name, seldom() ? oneOf(TEXTS.toArray(String[]::new)) : value);
			return "$" + name;
		}
		return (value instanceof String text && this.schema.getTypeOrNull(type, EnumTypeDefinition.class) == null)
				? JsonMapper.shared().writeValueAsString(text) : String.valueOf(value);
	}

	private Object valueOf(String type) {
		EnumTypeDefinition names = this.schema.getTypeOrNull(type, EnumTypeDefinition.class);
		if (names != null) {
			return names.getEnumValueDefinitions()
				.get(this.random.nextInt(names.getEnumValueDefinitions().size()))
				.getName();
		}
		return switch (type) {
			case "Int" -> this.random.nextInt(112) - 6;
			case "ISO8601DateTime" -> seldom() ? oneOf(TEXTS.toArray(String[]::new))
					: "20%02d-%02d-%02dT%02d:00:00Z".formatted(this.random.nextInt(60), 1 + this.random.nextInt(12),
							1 + this.random.nextInt(28), this.random.nextInt(24));
			default -> oneOf(TEXTS.toArray(String[]::new));
		};
	}

	private String mangled(String text) {
		StringBuilder mangled = new StringBuilder(text);
		for (int i = 0; i <= this.random.nextInt(3); i++) {
			int at = this.random.nextInt(mangled.length());
			switch (this.random.nextInt(3)) {
				case 0 -> mangled.deleteCharAt(at);
				case 1 ->
					mangled.insert(at, oneOf("{", "}", "\"", "(", ":", "...", "$", "@", "\\", "\u0000", "\u2028", "é"));
				default -> mangled.setLength(at);
			}
			if (mangled.isEmpty()) {
				return "";
			}
		}
		return mangled.toString();
	}

	private static String nameOf(Type<?> type) {
		if (type instanceof NonNullType nonNull) {
			return nameOf(nonNull.getType());
		}
		return (type instanceof ListType list) ? nameOf(list.getType()) : ((TypeName) type).getName();
	}

}
