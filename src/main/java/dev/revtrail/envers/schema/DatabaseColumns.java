package dev.revtrail.envers.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.revtrail.envers.model.SqlSource;
import dev.revtrail.envers.model.SqlTokens;
import dev.revtrail.envers.model.StoredNames;
import dev.revtrail.envers.model.TableName;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.MySQLDialect;
import org.jspecify.annotations.Nullable;

/**
 * The columns of tables as the database has them. They are read with one statement for
 * each schema, whichever tables are asked for. Views and synonyms have none here.
 */
final class DatabaseColumns {

	private static final String COLUMNS = "select c.table_name, c.column_name, c.data_type, "
			+ "c.character_maximum_length, c.character_octet_length, c.character_set_name, c.collation_name, "
			+ "c.numeric_precision, c.numeric_scale, c.datetime_precision, c.is_nullable, %s from "
			+ "information_schema.columns c join information_schema.tables t on t.table_schema = c.table_schema "
			+ "and t.table_name = c.table_name left join (select distinct event_object_table as triggered from "
			+ "information_schema.triggers where event_object_schema = ? and action_timing = 'BEFORE' "
			+ "and event_manipulation like '%%INSERT%%') g on g.triggered = c.table_name "
			+ "where t.table_type = 'BASE TABLE' and c.table_schema = ? and %s "
			+ "order by c.table_name, c.ordinal_position";

	private static final String OF_MYSQL = "c.column_type as declared, case when c.column_default is not null "
			+ "or c.extra like '%auto_increment%' or c.extra like '%GENERATED%' or g.triggered is not null "
			+ "then 1 else 0 end as filled";

	private static final String OF_OTHERS = "cast(null as varchar(1)) as declared, case when c.column_default is not "
			+ "null or c.is_identity = 'YES' or c.is_generated = 'ALWAYS' or c.domain_name is not null "
			+ "or g.triggered is not null then 1 else 0 end as filled";

	private final Map<String, TableName> names = new HashMap<>();

	private final Map<TableName, List<DatabaseColumn>> columns = new HashMap<>();

	private DatabaseColumns() {
	}

	/**
	 * Reads the columns of tables.
	 * @param connection a connection to the database
	 * @param dialect the database's dialect
	 * @param tables the tables, as statements name them
	 */
	static DatabaseColumns read(Connection connection, Dialect dialect, Collection<String> tables) throws SQLException {
		DatabaseColumns columns = new DatabaseColumns();
		StoredNames stored = StoredNames.of(connection.getMetaData());
		Map<String, Set<String>> bySchema = new HashMap<>();
		for (String table : tables) {
			TableName name = TableName.of(table, connection, stored);
			if (name != null && name.schema() != null) {
				columns.names.put(table, name);
				bySchema.computeIfAbsent(name.schema(), (schema) -> new TreeSet<>()).add(name.table());
			}
		}
		String details = (dialect instanceof MySQLDialect) ? OF_MYSQL : OF_OTHERS;
		for (Map.Entry<String, Set<String>> schema : bySchema.entrySet()) {
			columns.read(connection, stored, details, schema.getKey(), schema.getValue());
		}
		return columns;
	}

	private void read(Connection connection, StoredNames stored, String details, String schema, Set<String> tables)
			throws SQLException {
		String sql = COLUMNS.formatted(details, SqlSource.in(List.of("c.table_name"), tables.size()));
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			int parameter = 1;
			statement.setString(parameter++, schema);
			statement.setString(parameter++, schema);
			for (String table : tables) {
				statement.setString(parameter++, table);
			}
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					this.columns
						.computeIfAbsent(TableName.of(schema, rows.getString("table_name"), stored),
								(table) -> new ArrayList<>())
						.add(DatabaseColumn.of(rows));
				}
			}
		}
	}

	/** Returns the columns of a table; none where it is not a table of the database. */
	List<DatabaseColumn> of(String table) {
		TableName name = this.names.get(table);
		return (name != null) ? this.columns.getOrDefault(name, List.of()) : List.of();
	}

	/** Returns a table's column by its name in statements; null where it has none. */
	@Nullable DatabaseColumn find(String table, String column) {
		String name = SqlTokens.of(column, false).get(0).text();
		List<DatabaseColumn> all = of(table);
		return all.stream()
			.filter((found) -> found.name().equals(name))
			.findFirst()
			.orElseGet(
					() -> all.stream().filter((found) -> found.name().equalsIgnoreCase(name)).findFirst().orElse(null));
	}

}
