package dev.revtrail.envers;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Column;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A column that a table has in the database.
 *
 * @param table the table, as the database stores its name
 * @param name the column, as the database stores its name
 * @param type the name of its type
 * @param length how many characters it holds; null where it holds no texts
 * @param collation how it compares texts; null where it holds none
 * @param secondDigits how many digits of a second it holds; null where it holds no times
 * @param nullable whether it may be null
 */
record DatabaseColumn(String table, String name, String type, @Nullable Long length, @Nullable String collation,
		@Nullable Integer secondDigits, boolean nullable) {

	private static final Set<String> NARROW = Set.of("tinyint", "smallint", "mediumint", "int", "integer");

	private static final int SECOND_DIGITS = 6;

	/** The length of H2's {@code longtext}; a longer column counts as unlimited. */
	private static final long LONGEST = 1_000_000_000;

	/**
	 * Reads the columns of tables.
	 * @param connection a connection to the database
	 * @param schema the schema or, where a catalog is one, the catalog
	 * @param tables the tables, in any spelling
	 * @return the columns of those that exist
	 */
	static List<DatabaseColumn> read(Connection connection, @Nullable String schema, List<String> tables)
			throws SQLException {
		List<String> names = spellings(tables);
		List<String> schemas = (schema != null) ? spellings(List.of(schema)) : List.of();
		String sql = "select table_name, column_name, data_type, character_maximum_length, collation_name, "
				+ "datetime_precision, is_nullable from information_schema.columns where "
				+ SqlSource.in(List.of("table_name"), names.size())
				+ (schemas.isEmpty() ? "" : " and " + SqlSource.in(List.of("table_schema"), schemas.size()))
				+ " order by table_name, ordinal_position";
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			int parameter = 1;
			for (String name : names) {
				statement.setString(parameter++, name);
			}
			for (String name : schemas) {
				statement.setString(parameter++, name);
			}
			try (ResultSet rows = statement.executeQuery()) {
				List<DatabaseColumn> columns = new ArrayList<>();
				while (rows.next()) {
					columns.add(of(rows));
				}
				return columns;
			}
		}
	}

	private static DatabaseColumn of(ResultSet row) throws SQLException {
		String length = row.getString("character_maximum_length");
		String digits = row.getString("datetime_precision");
		return new DatabaseColumn(row.getString("table_name"), row.getString("column_name"), row.getString("data_type"),
				(length != null) ? Long.valueOf(length) : null, row.getString("collation_name"),
				(digits != null) ? Integer.valueOf(digits) : null,
				"YES".equalsIgnoreCase(row.getString("is_nullable")));
	}

	private static List<String> spellings(List<String> names) {
		return names.stream()
			.flatMap(
					(name) -> SqlNames.SPELLINGS.stream().map((UnaryOperator<String> spelling) -> spelling.apply(name)))
			.distinct()
			.toList();
	}

	/**
	 * Says what it cannot hold.
	 * @param wanted the column that is needed
	 * @param metadata what it is mapped in
	 * @return each the rest of a sentence about the column
	 */
	List<String> lacks(Column wanted, Metadata metadata) {
		List<String> lacks = new ArrayList<>();
		int sqlType = wanted.getSqlTypeCode(metadata);
		if (SqlTypes.isCharacterOrClobType(sqlType)) {
			long needed = Math.min(wanted.getLength(), LONGEST);
			if (this.length == null) {
				lacks.add("has the type %s, and must hold texts".formatted(this.type));
			}
			else if (this.length < needed) {
				lacks.add("holds %,d characters, and must hold %,d".formatted(this.length, needed));
			}
		}
		else if (sqlType == SqlTypes.BIGINT && NARROW.contains(this.type.toLowerCase(Locale.ROOT))) {
			lacks.add("has the type %s, and must have bigint".formatted(this.type));
		}
		else if (SqlTypes.isTemporalType(sqlType) && this.secondDigits != null && this.secondDigits < SECOND_DIGITS) {
			lacks.add("holds %d digits of a second, and must hold %d".formatted(this.secondDigits, SECOND_DIGITS));
		}
		if (wanted.isNullable() && !this.nullable) {
			lacks.add("must allow null");
		}
		return lacks;
	}

}
