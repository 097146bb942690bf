package dev.revtrail.envers.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The texts that a column of MySQL's type {@code enum} can have.
 */
final class EnumLabels {

	private static final Pattern LABEL = Pattern.compile("'((?:[^']|'')*)'");

	private EnumLabels() {
	}

	/** Returns them as the column declares them; none where the database does not say. */
	static List<String> of(DatabaseColumn column) {
		List<String> labels = new ArrayList<>();
		Matcher label = LABEL.matcher(column.declared());
		while (label.find()) {
			labels.add(label.group(1).replace("''", "'"));
		}
		return labels;
	}

	/** Returns the type that has some more; those that are there keep their numbers. */
	static String type(List<String> labels, List<String> more) {
		return Stream.concat(labels.stream(), more.stream())
			.map((label) -> "'" + label.replace("'", "''") + "'")
			.collect(Collectors.joining(", ", "enum(", ")"));
	}

}
