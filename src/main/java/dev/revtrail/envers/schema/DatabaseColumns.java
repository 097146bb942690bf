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

import dev.revtrail.envers.model.Databases;
import dev.revtrail.envers.model.SqlFailures;
import dev.revtrail.envers.model.SqlSource;
import dev.revtrail.envers.model.SqlTokens;
import dev.revtrail.envers.model.StoredNames;
import dev.revtrail.envers.model.TableName;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.dialect.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * The columns of tables as the database has them. They are read with one statement for
 * each schema, whichever tables are asked for. Views and synonyms have none here.
 */
final class DatabaseColumns {

	private static final Log logger = LogFactory.getLog(DatabaseColumns.class);

	/** In upper case, as H2 names them where it keeps the case of names. */
	private static final String COLUMNS = "select c.TABLE_NAME, c.COLUMN_NAME, "
			+ "c.CHARACTER_OCTET_LENGTH, c.CHARACTER_SET_NAME, c.NUMERIC_PRECISION, c.NUMERIC_SCALE, c.DATETIME_PRECISION, c.IS_NULLABLE, %s from "
			+ "INFORMATION_SCHEMA.COLUMNS c join INFORMATION_SCHEMA.TABLES t on t.TABLE_SCHEMA = c.TABLE_SCHEMA "
			+ "and t.TABLE_NAME = c.TABLE_NAME left join (select distinct EVENT_OBJECT_TABLE as triggered from "
			+ "INFORMATION_SCHEMA.TRIGGERS where EVENT_OBJECT_SCHEMA = ? and ACTION_TIMING = 'BEFORE' "
			+ "and EVENT_MANIPULATION like '%%INSERT%%') g on g.triggered = c.TABLE_NAME "
			+ "where t.TABLE_TYPE = 'BASE TABLE' and c.TABLE_SCHEMA = ? and %s "
			+ "order by c.TABLE_NAME, c.ORDINAL_POSITION";

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
		String details = Databases.of(dialect).columnDetails();
		for (Map.Entry<String, Set<String>> schema : bySchema.entrySet()) {
			try {
				columns.read(connection, stored, details, schema.getKey(), schema.getValue());
			}
			catch (SQLException ex) {
				if (!SqlFailures.isRefusedStatement(ex)) {
					throw ex;
				}
				// No table is refused of which nothing is known
				logger.warn("The columns of the tables in " + schema.getKey() + " could not be checked, as the "
						+ "database does not let them be read from its information schema.", ex);
			}
		}
		return columns;
	}

	private void read(Connection connection, StoredNames stored, String details, String schema, Set<String> tables)
			throws SQLException {
		String sql = COLUMNS.formatted(details, SqlSource.in(List.of("c.TABLE_NAME"), tables.size()));
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
