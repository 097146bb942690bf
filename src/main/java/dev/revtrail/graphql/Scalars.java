package dev.revtrail.graphql;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import dev.revtrail.web.request.TimeParameter;
import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.IntValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;
import org.jspecify.annotations.Nullable;

/**
 * The contract's scalars. All are text.
 */
final class Scalars {

	static final String MOMENT = "ISO8601DateTime";

	private static final String MOMENT_TAKES = MOMENT + " takes a date or a date and time, such as 2024-11-01, "
			+ "2024-11-01T16:03, 2024-11-01T16:03:19.250Z or 2024-11-01T16:03:19+01:00; UTC where there is no offset.";

	private Scalars() {
	}

	static GraphQLScalarType moment() {
		return GraphQLScalarType.newScalar()
			.name(MOMENT)
			.coercing(new TextCoercing(MOMENT_TAKES, false, TimeParameter::parse))
			.build();
	}

	static GraphQLScalarType cursor() {
		return GraphQLScalarType.newScalar()
			.name("Cursor")
			.coercing(new TextCoercing("Cursor takes a cursor that an earlier answer gave.", false, (text) -> text))
			.build();
	}

	/** Returns the scalar of ids; the built-in one of the engine accepts any JSON. */
	static GraphQLScalarType id() {
		return GraphQLScalarType.newScalar(graphql.Scalars.GraphQLID)
			.coercing(new TextCoercing("ID takes text or an integer.", true, (text) -> text))
			.build();
	}

	/** Reads text in one way from variables and from the query itself. */
	private static final class TextCoercing implements Coercing<Object, String> {

		private final String takes;

		private final boolean takesIntegers;

		private final Function<String, Object> form;

		TextCoercing(String takes, boolean takesIntegers, Function<String, Object> form) {
			this.takes = takes;
			this.takesIntegers = takesIntegers;
			this.form = form;
		}

		@Override
		public String serialize(Object value, GraphQLContext context, Locale locale) {
			return value.toString();
		}

		@Override
		public Object parseValue(Object input, GraphQLContext context, Locale locale) {
			boolean integer = input instanceof Integer || input instanceof Long || input instanceof BigInteger;
			return read((input instanceof String || (integer && this.takesIntegers)) ? input.toString() : null)
				.orElseThrow(() -> new CoercingParseValueException(this.takes));
		}

		@Override
		public Object parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
			String integer = (input instanceof IntValue number && this.takesIntegers) ? number.getValue().toString()
					: null;
			return read((input instanceof StringValue text) ? text.getValue() : integer)
				.orElseThrow(() -> new CoercingParseLiteralException(this.takes));
		}

		private Optional<Object> read(@Nullable String text) {
			try {
				return Optional.ofNullable(text).map(this.form);
			}
			catch (DateTimeException ex) {
				return Optional.empty();
			}
		}

		@Override
		public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
			return StringValue.of(input.toString());
		}

	}

}
