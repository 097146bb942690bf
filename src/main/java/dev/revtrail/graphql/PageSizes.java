package dev.revtrail.graphql;

import java.math.BigInteger;
import java.util.Map;
import java.util.Set;

import graphql.language.Argument;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.IntValue;
import graphql.language.OperationDefinition;
import graphql.language.Value;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import org.jspecify.annotations.Nullable;

/**
 * How many events the fields of a document ask for. It is asked before the document is
 * validated, so that what is no such number counts as the largest page.
 */
final class PageSizes {

	private static final String CHANGES = "auditLog";

	private static final String EVENTS = "auditEvents";

	private static final Set<String> PAGES = Set.of("first", "last", "page_size");

	private static final Set<String> OF_CONNECTION = Set.of("nodes", "edges");

	private final Document document;

	private final Map<String, Object> variables;

	private final ApiVersion version;

	/**
	 * Creates the sizes of a document's pages.
	 * @param document the document
	 * @param variables the values of its variables, as they were sent
	 * @param version the version of the contract
	 */
	PageSizes(Document document, Map<String, Object> variables, ApiVersion version) {
		this.document = document;
		this.variables = variables;
		this.version = version;
	}

	/**
	 * Weighs what a field selects.
	 * @param field the field
	 * @param selected the size of its selection
	 * @return the size, in which what is selected of events counts for each
	 */
	QuerySize weighed(Field field, QuerySize selected) {
		if (field.getName().equals(CHANGES) || field.getName().equals(EVENTS)) {
			return (isList(field) ? selected.eachOfAPage() : selected).page(events(field));
		}
		return OF_CONNECTION.contains(field.getName()) ? selected.eachOfAPage() : selected;
	}

	private boolean isList(Field field) {
		return field.getName().equals(CHANGES) && this.version.paging() == ApiVersion.Paging.LIST;
	}

	private int events(Field field) {
		return field.getArguments()
			.stream()
			.filter((argument) -> PAGES.contains(argument.getName()))
			.map(Argument::getValue)
			.mapToInt(this::number)
			.max()
			.orElse(isList(field) ? LogArguments.DEFAULT_PAGE : LogArguments.LARGEST_PAGE);
	}

	private int number(@Nullable Value<?> value) {
		if (value instanceof VariableReference variable) {
			Object given = this.variables.get(variable.getName());
			if (given != null) {
				return (given instanceof Number number) ? bounded(BigInteger.valueOf(number.longValue()))
						: LogArguments.LARGEST_PAGE;
			}
			return this.document.getDefinitionsOfType(OperationDefinition.class)
				.stream()
				.flatMap((operation) -> operation.getVariableDefinitions().stream())
				.filter((definition) -> definition.getName().equals(variable.getName()))
				.map(VariableDefinition::getDefaultValue)
				.mapToInt((otherwise) -> (otherwise instanceof IntValue number) ? bounded(number.getValue())
						: LogArguments.LARGEST_PAGE)
				.max()
				.orElse(LogArguments.LARGEST_PAGE);
		}
		return (value instanceof IntValue number) ? bounded(number.getValue()) : LogArguments.LARGEST_PAGE;
	}

	/** A number that is out of range is refused later. */
	private static int bounded(BigInteger number) {
		return number.max(BigInteger.ONE).min(BigInteger.valueOf(LogArguments.LARGEST_PAGE)).intValue();
	}

}
