package dev.revtrail.envers.model;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * How a database stores the names of tables that statements give.
 *
 * @param plain what it makes of a name without quotes
 * @param quoted what it makes of a name in quotes
 * @param regardsCase whether two names that differ in case are two tables
 */
public record StoredNames(UnaryOperator<String> plain, UnaryOperator<String> quoted, boolean regardsCase) {

	public static StoredNames of(DatabaseMetaData database) throws SQLException {
		return new StoredNames(spelling(database.storesUpperCaseIdentifiers(), database.storesLowerCaseIdentifiers()),
				spelling(database.storesUpperCaseQuotedIdentifiers(), database.storesLowerCaseQuotedIdentifiers()),
				database.supportsMixedCaseQuotedIdentifiers());
	}

	private static UnaryOperator<String> spelling(boolean upperCase, boolean lowerCase) {
		if (upperCase) {
			return (name) -> name.toUpperCase(Locale.ROOT);
		}
		return lowerCase ? (name) -> name.toLowerCase(Locale.ROOT) : UnaryOperator.identity();
	}

	/** Returns a name, or a part of one, as the database stores it. */
	String stored(SqlTokens.Token name) {
		return (name.quoted() ? this.quoted : this.plain).apply(name.text());
	}

	/** Returns what a stored name is compared by. */
	String compared(String stored) {
		return this.regardsCase ? stored : stored.toLowerCase(Locale.ROOT);
	}

}
