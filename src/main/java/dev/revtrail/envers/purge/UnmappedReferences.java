package dev.revtrail.envers.purge;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import dev.revtrail.envers.model.Databases;
import dev.revtrail.envers.model.SqlNames;
import dev.revtrail.envers.model.StoredNames;
import dev.revtrail.envers.model.TableName;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.spi.MappingMetamodelImplementor;
import org.hibernate.persister.collection.AbstractCollectionPersister;
import org.hibernate.persister.entity.AbstractEntityPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tables whose foreign keys refer to revisions although nothing is mapped to
 * them: audit tables of entities and collections that no longer exist.
 */
final class UnmappedReferences {

	private final EntityPersister revision;

	private final @Nullable String exportedKeysQuery;

	private final Set<String> mapped = new HashSet<>();

	private volatile @Nullable Set<Map.Entry<String, String>> found;

	UnmappedReferences(SessionFactoryImplementor sessionFactory, EntityPersister revision) {
		this.revision = revision;
		this.exportedKeysQuery = Databases.of(sessionFactory.getJdbcServices().getDialect()).exportedKeysQuery();
		MappingMetamodelImplementor metamodel = sessionFactory.getMappingMetamodel();
		metamodel.forEachEntityDescriptor((persister) -> {
			for (String table : ((AbstractEntityPersister) persister).getConstraintOrderedTableNameClosure()) {
				this.mapped.add(table);
			}
		});
		metamodel.forEachCollectionDescriptor(
				(persister) -> this.mapped.add(((AbstractCollectionPersister) persister).getTableName()));
	}

	/** Has the database asked again when they are needed next. */
	void forget() {
		this.found = null;
	}

	/**
	 * Returns the tables as statements name them, each with the column that refers. The
	 * database is asked for them once.
	 */
	Set<Map.Entry<String, String>> find(Connection connection) throws SQLException {
		Set<Map.Entry<String, String>> references = this.found;
		if (references == null) {
			references = read(connection);
			this.found = references;
		}
		return references;
	}

	private Set<Map.Entry<String, String>> read(Connection connection) throws SQLException {
		Set<Map.Entry<String, String>> references = new LinkedHashSet<>();
		DatabaseMetaData database = connection.getMetaData();
		StoredNames names = StoredNames.of(database);
		Set<TableName> known = new HashSet<>();
		for (String text : this.mapped) {
			TableName table = TableName.of(text, connection, names);
			if (table != null) {
				known.add(table);
			}
		}
		try (Statement statement = connection.createStatement();
				ResultSet nothing = statement
					.executeQuery("select * from " + SqlNames.rootTable(this.revision) + " where 1 = 0")) {
			ResultSetMetaData table = nothing.getMetaData();
			String catalog = table.getCatalogName(1).isEmpty() ? connection.getCatalog() : table.getCatalogName(1);
			String schema = schema(table, connection, names);
			try (PreparedStatement query = query(connection, (schema != null) ? schema : catalog,
					table.getTableName(1));
					ResultSet keys = (query != null) ? query.executeQuery()
							: database.getExportedKeys(catalog, schema, table.getTableName(1))) {
				while (keys.next()) {
					if (!known.contains(TableName.of(qualifier(keys), keys.getString("FKTABLE_NAME"), names))) {
						references
							.add(Map.entry(name(database, keys), quoted(database, keys.getString("FKCOLUMN_NAME"))));
					}
				}
			}
		}
		return references;
	}

	/** The query for the foreign keys; null where the driver is asked. */
	private @Nullable PreparedStatement query(Connection connection, String schema, String table) throws SQLException {
		if (this.exportedKeysQuery == null) {
			return null;
		}
		PreparedStatement query = connection.prepareStatement(this.exportedKeysQuery);
		query.setString(1, schema);
		query.setString(2, table);
		return query;
	}

	/** Some drivers name no schema, and some databases have none. */
	private @Nullable String schema(ResultSetMetaData table, Connection connection, StoredNames names)
			throws SQLException {
		String schema = table.getSchemaName(1);
		if (!schema.isEmpty() || connection.getSchema() == null) {
			return schema.isEmpty() ? null : schema;
		}
		TableName name = TableName.of(SqlNames.rootTable(this.revision), connection, names);
		return (name != null) ? name.schema() : null;
	}

	private static String name(DatabaseMetaData database, ResultSet key) throws SQLException {
		String qualifier = qualifier(key);
		String table = quoted(database, key.getString("FKTABLE_NAME"));
		return (qualifier != null) ? quoted(database, qualifier) + "." + table : table;
	}

	private static String quoted(DatabaseMetaData database, String name) throws SQLException {
		String quote = database.getIdentifierQuoteString();
		return quote + name.replace(quote, quote + quote) + quote;
	}

	/** To some databases, catalogs are what others call schemas. */
	private static @Nullable String qualifier(ResultSet key) throws SQLException {
		String schema = key.getString("FKTABLE_SCHEM");
		return (schema != null) ? schema : key.getString("FKTABLE_CAT");
	}

}
