package dev.revtrail.graphql;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLSchema;
import org.jspecify.annotations.Nullable;

/**
 * Words errors as the contract defines them: each has a code, the error for a bad
 * argument lists what is accepted, and none shows internals of the engine.
 */
final class ErrorView {

	private static final Set<ErrorClassification> FAULTS = Set.of(ErrorType.DataFetchingException,
			ErrorType.NullValueInNonNullableField);

	/** The engine's message for an argument or a variable with a bad value. */
	private static final Pattern BAD_VALUE = Pattern.compile(
			"(?:Validation error \\(.*?\\) : (argument) '(.*?)' with value |(Variable) '(.*?)' has an invalid value: ).*",
			Pattern.DOTALL);

	/** The accepted values in messages of the contract's own scalars. */
	private static final Pattern TAKES = Pattern.compile("\\w+ (takes [^']*\\.)$");

	/** The accepted values of the built-in types. */
	private static final Pattern TYPE = Pattern.compile("(?:type|enum|valid) '(\\w+)'|Expected an? (\\w+) input");

	private static final Map<String, String> BUILT_IN = Map.of("Int", "takes an integer of 32 bits.", "String",
			"takes text.", "Boolean", "takes true or false.");

	private final GraphQLSchema schema;

	ErrorView(GraphQLSchema schema) {
		this.schema = schema;
	}

	/** Returns the code of an error. */
	static ErrorCode codeOf(GraphQLError error) {
		Map<String, Object> extensions = error.getExtensions();
		Object code = (extensions != null) ? extensions.get("code") : null;
		return (code != null) ? ErrorCode.valueOf(code.toString())
				: FAULTS.contains(error.getErrorType()) ? ErrorCode.INTERNAL_SERVER_ERROR : ErrorCode.BAD_USER_INPUT;
	}

	/** Returns the same error in the form of the contract. */
	GraphQLError of(GraphQLError error) {
		ErrorCode code = codeOf(error);
		Map<String, Object> extensions = error.getExtensions();
		GraphqlErrorBuilder<?> view = GraphqlErrorBuilder.newError()
			.message("%s",
					(code != ErrorCode.INTERNAL_SERVER_ERROR) ? message(error.getMessage())
							: GraphQlRefusal.of(code.status()).message())
			.extensions(
					(extensions != null && extensions.containsKey("code")) ? extensions : Map.of("code", code.name()));
		if (error.getLocations() != null) {
			view.locations(error.getLocations());
		}
		if (error.getPath() != null) {
			view.path(error.getPath());
		}
		return view.build();
	}

	/** Returns the part of an error that a response contains. */
	static Map<String, Object> specification(GraphQLError error) {
		Map<String, Object> shown = new LinkedHashMap<>(error.toSpecification());
		shown.put("extensions", error.getExtensions());
		return shown;
	}

	private String message(@Nullable String message) {
		String text = (message != null) ? message : "The request was refused.";
		Matcher bad = BAD_VALUE.matcher(text);
		if (!bad.matches()) {
			return text;
		}
		String what = (bad.group(1) != null) ? "The argument " + bad.group(2) : "The variable " + bad.group(4);
		return what + " " + takes(text);
	}

	private String takes(String message) {
		Matcher takes = TAKES.matcher(message);
		if (takes.find()) {
			return takes.group(1);
		}
		String names = TYPE.matcher(message)
			.results()
			.map((type) -> (type.group(1) != null) ? type.group(1) : type.group(2))
			.map(this::takesOf)
			.filter((text) -> !text.isEmpty())
			.reduce("", (first, last) -> last);
		return names.isEmpty() ? "has a value that it does not take." : names;
	}

	private String takesOf(String type) {
		return (this.schema.getType(type) instanceof GraphQLEnumType names) ? names.getValues()
			.stream()
			.map(GraphQLEnumValueDefinition::getName)
			.collect(Collectors.joining(", ", "takes ", ".")) : BUILT_IN.getOrDefault(type, "");
	}

}
