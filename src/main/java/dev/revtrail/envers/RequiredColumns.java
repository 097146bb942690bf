package dev.revtrail.envers;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;
import org.hibernate.persister.entity.AbstractEntityPersister;

/**
 * Finds columns of audit tables that Envers does not fill and that cannot be empty. With
 * them every change of the entity fails. Envers makes such columns for keys, elements of
 * collections and discriminators; they stay when these are gone or have another column.
 */
final class RequiredColumns {

	private final Capture capture;

	RequiredColumns(Capture capture) {
		this.capture = capture;
	}

	/**
	 * Checks the audit tables, unless connections are read-only.
	 * @throws RequiredAuditColumnsException when there are such columns
	 * @throws SQLException when the tables cannot be inspected
	 */
	void requireNone() throws SQLException {
		JdbcConnectionAccess access = this.capture.sessionFactory()
			.getJdbcServices()
			.getBootstrapJdbcConnectionAccess();
		Connection connection = access.obtainConnection();
		try {
			Set<String> columns = connection.isReadOnly() ? Set.of() : find(connection);
			if (!columns.isEmpty()) {
				throw new RequiredAuditColumnsException(columns);
			}
		}
		finally {
			access.releaseConnection(connection);
		}
	}

	/** Returns the columns, each as its table, a dot and its name. */
	private Set<String> find(Connection connection) throws SQLException {
		Set<String> required = new TreeSet<>();
		for (AbstractEntityPersister audit : auditPersisters()) {
			String[] tables = audit.getConstraintOrderedTableNameClosure();
			for (int table = 0; table < tables.length; table++) {
				required.addAll(find(connection, tables[table], UnmappedColumns.mapped(audit, table)));
			}
		}
		return required;
	}

	private Set<AbstractEntityPersister> auditPersisters() {
		Set<AbstractEntityPersister> audits = new LinkedHashSet<>();
		for (TrackedEntity entity : this.capture.model().entities()) {
			audits.add((AbstractEntityPersister) entity.auditPersister());
			for (TrackedField.Elements field : entity.collections()) {
				audits.add((AbstractEntityPersister) this.capture.sessionFactory()
					.getMappingMetamodel()
					.getEntityDescriptor(field.history().auditEntity()));
			}
		}
		return audits;
	}

	private static Set<String> find(Connection connection, String table, Set<String> mapped) throws SQLException {
		Set<String> required = new TreeSet<>();
		try (Statement statement = connection.createStatement();
				ResultSet nothing = statement.executeQuery("select * from " + table + " where 1 = 0")) {
			ResultSetMetaData columns = nothing.getMetaData();
			for (int i = 1; i <= columns.getColumnCount(); i++) {
				if (columns.isNullable(i) == ResultSetMetaData.columnNoNulls && !columns.isAutoIncrement(i)
						&& !mapped.contains(SqlNames.unquoted(columns.getColumnName(i)))
						&& !hasDefault(connection.getMetaData(), columns, i)) {
					required.add(table + "." + columns.getColumnName(i));
				}
			}
		}
		return required;
	}

	private static boolean hasDefault(DatabaseMetaData database, ResultSetMetaData columns, int column)
			throws SQLException {
		try (ResultSet found = database.getColumns(columns.getCatalogName(column),
				columns.getSchemaName(column).isEmpty() ? null : columns.getSchemaName(column),
				columns.getTableName(column), columns.getColumnName(column))) {
			while (found.next()) {
				if (found.getString("COLUMN_DEF") != null
						|| List.of("YES", "").contains(String.valueOf(found.getString("IS_GENERATEDCOLUMN")))) {
					return true;
				}
			}
			return false;
		}
	}

}
