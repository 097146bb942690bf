package dev.revtrail.envers.model;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The name of a table with its schema or, where a database has none, its catalog. Two
 * tables of one name in two schemas are not the same.
 *
 * @param schema the schema or catalog; null where the connection has none
 * @param table the table
 */
public record TableName(@Nullable String schema, String table) {

	/**
	 * Returns the name of the table that statements on a connection mean.
	 * @param text the name in a statement, with its quotes and qualifiers
	 * @param connection the connection
	 * @param names how its database stores names
	 * @return the name, as the database stores it; null where the text is a query
	 */
	public static @Nullable TableName of(String text, Connection connection, StoredNames names) throws SQLException {
		List<SqlTokens.Token> tokens = SqlTokens.of(text, false);
		List<SqlTokens.Token> parts = tokens.stream().filter(SqlTokens.Token::isName).toList();
		if (parts.isEmpty() || parts.size() * 2 - 1 != tokens.size()) {
			return null;
		}
		String schema = (parts.size() > 1) ? names.stored(parts.get(parts.size() - 2)) : own(connection);
		return of(schema, names.stored(parts.get(parts.size() - 1)), names);
	}

	/** Returns the name of a table by names that the database has given. */
	public static TableName of(@Nullable String schema, String table, StoredNames names) {
		return new TableName((schema != null) ? names.compared(schema) : null, names.compared(table));
	}

	private static @Nullable String own(Connection connection) throws SQLException {
		String schema = connection.getSchema();
		return (schema != null) ? schema : connection.getCatalog();
	}

}
