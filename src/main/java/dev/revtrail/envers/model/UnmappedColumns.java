package dev.revtrail.envers.model;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import org.hibernate.persister.entity.AbstractEntityPersister;

/**
 * The columns that stand in an entity's audit tables although nothing is mapped to them
 * any more: those of attributes that were dropped or renamed.
 */
public final class UnmappedColumns {

	private final Map<TrackedEntity, Map<String, Column>> byEntity = new ConcurrentHashMap<>();

	/**
	 * The column that a field which is no longer mapped had, as naming strategies name
	 * it.
	 * @param connection a connection to look at the tables with, once for each entity
	 * @param entity the entity
	 * @param field the field's name
	 * @return the column, or nothing where there is none or not exactly one
	 */
	public Optional<Column> of(Connection connection, TrackedEntity entity, String field) {
		Map<String, Column> columns = this.byEntity.computeIfAbsent(entity, (key) -> look(connection, key));
		String last = field.substring(field.lastIndexOf('.') + 1);
		for (String name : new String[] { field, last }) {
			for (String spelled : new String[] { SqlNames.plain(name), SqlNames.plain(name) + "id" }) {
				if (columns.containsKey(spelled)) {
					return Optional.of(columns.get(spelled));
				}
			}
		}
		return Optional.empty();
	}

	private static Map<String, Column> look(Connection connection, TrackedEntity entity) {
		AbstractEntityPersister audit = (AbstractEntityPersister) entity.auditPersister();
		Map<String, Column> columns = new HashMap<>();
		Set<String> ambiguous = new TreeSet<>();
		String[] tables = audit.getConstraintOrderedTableNameClosure();
		for (int i = 0; i < tables.length; i++) {
			Set<String> mapped = mapped(audit, i);
			for (String name : names(connection, tables[i])) {
				if (!mapped.contains(SqlNames.unquoted(name))
						&& columns.put(SqlNames.plain(name), new Column(i, name)) != null) {
					ambiguous.add(SqlNames.plain(name));
				}
			}
		}
		columns.keySet().removeAll(ambiguous);
		return columns;
	}

	/**
	 * The columns that an audit entity fills in one of its tables, without quotes in
	 * lower case.
	 */
	public static Set<String> mapped(AbstractEntityPersister audit, int table) {
		Set<String> mapped = new TreeSet<>();
		for (String column : audit.getConstraintOrderedTableKeyColumnClosure()[table]) {
			mapped.add(SqlNames.unquoted(column));
		}
		for (String property : audit.getPropertyNames()) {
			for (String column : audit.getPropertyColumnNames(property)) {
				mapped.add(SqlNames.unquoted(column));
			}
		}
		if (audit.getDiscriminatorColumnName() != null) {
			mapped.add(SqlNames.unquoted(audit.getDiscriminatorColumnName()));
		}
		return mapped;
	}

	private static Set<String> names(Connection connection, String table) {
		Set<String> names = new TreeSet<>();
		try (PreparedStatement statement = connection.prepareStatement("select * from " + table + " where 1 = 0");
				ResultSet nothing = statement.executeQuery()) {
			ResultSetMetaData metaData = nothing.getMetaData();
			for (int i = 1; i <= metaData.getColumnCount(); i++) {
				names.add(metaData.getColumnName(i));
			}
			return names;
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The audit table " + table + " could not be looked at.", ex);
		}
	}

	/**
	 * A column.
	 *
	 * @param table its table's place among the entity's audit tables
	 * @param name its name, as the database spells it
	 */
	public record Column(int table, String name) {

	}

}
