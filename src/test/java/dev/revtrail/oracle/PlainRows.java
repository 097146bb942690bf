package dev.revtrail.oracle;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * All rows of some tables, read over JDBC with nothing between.
 *
 * @param tables the rows, by table
 */
record PlainRows(Map<String, List<Row>> tables) {

	/** Names are asked for once for each value of each row. */
	private static final Map<String, String> PLAIN = new ConcurrentHashMap<>();

	/**
	 * A row.
	 *
	 * @param values what JDBC reads of it, by {@link #plain(String) plain} column name:
	 * text, a number, a boolean, a moment, or the Base64 text of bytes
	 */
	record Row(Map<String, @Nullable Object> values) {

		@Nullable Object value(String column) {
			if (!this.values.containsKey(plain(column))) {
				throw new IllegalArgumentException("No column " + column + " in " + this.values.keySet() + ".");
			}
			return this.values.get(plain(column));
		}

		List<@Nullable Object> values(List<String> columns) {
			List<@Nullable Object> values = new ArrayList<>();
			columns.forEach((column) -> values.add(value(column)));
			return values;
		}

	}

	/**
	 * Reads tables whole.
	 * @param expressions the tables, and for columns that are not read as they are the
	 * expression in place of the column
	 */
	static PlainRows read(Connection connection, Map<String, Map<String, String>> expressions) throws SQLException {
		Map<String, List<Row>> tables = new HashMap<>();
		try (Statement statement = connection.createStatement()) {
			for (String table : expressions.keySet()) {
				tables.put(table, read(statement, table, expressions.get(table)));
			}
		}
		return new PlainRows(tables);
	}

	private static List<Row> read(Statement statement, String table, Map<String, String> expressions)
			throws SQLException {
		List<Row> rows = new ArrayList<>();
		String select = "t.*" + String.join("", expressions.values().stream().map((one) -> ", " + one).toList());
		try (ResultSet result = statement.executeQuery("select " + select + " from " + table + " t")) {
			ResultSetMetaData columns = result.getMetaData();
			int plain = columns.getColumnCount() - expressions.size();
			List<String> expressed = List.copyOf(expressions.keySet());
			while (result.next()) {
				Map<String, @Nullable Object> values = new HashMap<>();
				for (int i = 1; i <= columns.getColumnCount(); i++) {
					String name = (i <= plain) ? columns.getColumnLabel(i) : expressed.get(i - plain - 1);
					values.put(plain(name), switch (columns.getColumnTypeName(i)) {
						// PostgreSQL's, which its driver does not distinguish otherwise
						case "timestamptz" -> result.getObject(i, OffsetDateTime.class);
						case "oid" -> base64(largeObject(statement.getConnection(), result.getObject(i)));
						default -> value(result, i, columns.getColumnType(i));
					});
				}
				rows.add(new Row(values));
			}
		}
		return rows;
	}

	private static @Nullable Object value(ResultSet row, int column, int type) throws SQLException {
		return switch (type) {
			case Types.BIT, Types.BOOLEAN -> row.getObject(column, Boolean.class);
			case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.NUMERIC, Types.DECIMAL, Types.REAL,
					Types.FLOAT, Types.DOUBLE ->
				number(row.getObject(column));
			case Types.DATE -> row.getObject(column, LocalDate.class);
			case Types.TIME -> row.getObject(column, LocalTime.class);
			case Types.TIMESTAMP -> row.getObject(column, LocalDateTime.class);
			case Types.TIMESTAMP_WITH_TIMEZONE -> row.getObject(column, OffsetDateTime.class);
			case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
				(row.getObject(column) instanceof UUID uuid) ? uuid.toString() : base64(row.getBytes(column));
			default -> row.getString(column);
		};
	}

	private static byte @Nullable [] largeObject(Connection connection, @Nullable Object number) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet content = statement.executeQuery("select lo_get(" + number + ")")) {
			return content.next() ? content.getBytes(1) : null;
		}
	}

	private static @Nullable Object number(@Nullable Object number) {
		return (number instanceof Boolean flag) ? flag : (number != null) ? new BigDecimal(number.toString()) : null;
	}

	private static @Nullable String base64(byte @Nullable [] bytes) {
		return (bytes != null) ? Base64.getEncoder().encodeToString(bytes) : null;
	}

	/** A table's or column's name without quotes, in upper case. */
	static String plain(String name) {
		return PLAIN.computeIfAbsent(name, (key) -> key.replaceAll("[`\"]", "").toUpperCase(Locale.ROOT));
	}

}
