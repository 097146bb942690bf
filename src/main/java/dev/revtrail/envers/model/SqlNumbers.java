package dev.revtrail.envers.model;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whole numbers in statements, and those that statements find.
 */
public final class SqlNumbers {

	private SqlNumbers() {
	}

	/** Returns numbers as a list, between the parentheses of a condition. */
	public static String list(Collection<Long> numbers) {
		return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
	}

	/** Reads the numbers in the first column, and closes the rows. */
	public static NavigableSet<Long> read(ResultSet rows) throws SQLException {
		NavigableSet<Long> numbers = new TreeSet<>();
		try (rows) {
			while (rows.next()) {
				numbers.add(rows.getLong(1));
			}
		}
		return numbers;
	}

}
