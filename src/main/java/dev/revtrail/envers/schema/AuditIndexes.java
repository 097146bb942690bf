package dev.revtrail.envers.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import dev.revtrail.envers.model.SqlNames;
import dev.revtrail.envers.model.AuditedId;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.ColumnOrderingStrategy;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.internal.entities.mapper.relation.MiddleIdData;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.Index;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.PrimaryKey;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

/**
 * The indexes without which history scans whole tables: a record's revisions are looked
 * up by (id, revision). Envers' keys begin with the revision, but where Hibernate creates
 * all tables, it orders the columns of keys by their sizes.
 */
final class AuditIndexes {

	private static final int NAME_LENGTH = 60;

	private final Metadata metadata;

	private final EnversService envers;

	private final ColumnOrderingStrategy ordering;

	/** Each audit table with the tables that it has its columns of. */
	private final Map<Table, Set<Table>> auditTables = new LinkedHashMap<>();

	private final List<Index> indexes = new ArrayList<>();

	AuditIndexes(Metadata metadata, EnversService envers) {
		this.metadata = metadata;
		this.envers = envers;
		this.ordering = ((MetadataImplementor) metadata).getMetadataBuildingOptions().getColumnOrderingStrategy();
		for (PersistentClass entity : List.copyOf(metadata.getEntityBindings())) {
			if (envers.getEntitiesConfigurations().isVersioned(entity.getEntityName())) {
				PersistentClass audit = metadata
					.getEntityBinding(envers.getConfig().getAuditEntityName(entity.getEntityName()));
				List<Table> own = new ArrayList<>(List.of(entity.getTable()));
				entity.getJoins().forEach((join) -> own.add(join.getTable()));
				of(audit.getTable()).addAll(own);
				audit.getJoins().forEach((join) -> of(join.getTable()).addAll(own));
				if (audit.getSuperclass() == null) {
					add(audit, null);
				}
				collections(entity.getEntityName(), entity.getProperties(), "");
			}
		}
	}

	/** Returns each audit table with the host's tables that it has its columns of. */
	Map<Table, Set<Table>> auditTables() {
		return this.auditTables;
	}

	private Set<Table> of(Table auditTable) {
		return this.auditTables.computeIfAbsent(auditTable, (table) -> new LinkedHashSet<>());
	}

	/**
	 * Has Hibernate make the indexes together with all tables, whose keys it then orders.
	 */
	void addToMapping() {
		add(this.indexes.stream().filter((index) -> !isKey(index, this::ordered)).toList());
	}

	/** Has Hibernate make the indexes that the database lacks. */
	void addMissingToMapping(Connection connection, SqlStringGenerationContext names) throws SQLException {
		add(missing(connection, names));
	}

	private static void add(List<Index> indexes) {
		indexes.forEach((index) -> {
			if (index.getTable().getIndex(index.getName()) == null) {
				index.getTable().addIndex(index);
			}
		});
	}

	/**
	 * Returns the indexes whose columns are not the first columns of any index in the
	 * database, under any name. A primary key counts as an index, also that of a table
	 * that is yet to be added, whose columns keep their order.
	 */
	List<Index> missing(Connection connection, SqlStringGenerationContext names) throws SQLException {
		List<Index> missing = new ArrayList<>();
		for (Index index : this.indexes) {
			List<List<String>> existing = existing(connection, index.getTable(), names);
			boolean found = existing.isEmpty() ? isKey(index, PrimaryKey::getColumns)
					: existing.stream().anyMatch((columns) -> startsWith(columns, names(index.getColumns())));
			if (!found) {
				missing.add(index);
			}
		}
		return missing;
	}

	private static boolean isKey(Index index, Function<PrimaryKey, List<Column>> columns) {
		PrimaryKey key = index.getTable().getPrimaryKey();
		return key != null && startsWith(names(columns.apply(key)), names(index.getColumns()));
	}

	private List<Column> ordered(PrimaryKey key) {
		List<Column> ordered = (key.getOriginalOrder() == null)
				? this.ordering.orderConstraintColumns(key, this.metadata) : null;
		return (ordered != null) ? ordered : key.getColumns();
	}

	private static boolean startsWith(List<String> columns, List<String> wanted) {
		return columns.size() >= wanted.size() && columns.subList(0, wanted.size()).equals(wanted);
	}

	private static List<String> names(List<Column> columns) {
		return columns.stream().map((column) -> column.getName().toLowerCase(Locale.ROOT)).toList();
	}

	private void collections(String entityName, List<Property> properties, String prefix) {
		for (Property property : properties) {
			String name = prefix + property.getName();
			if (property.getValue() instanceof Component component) {
				collections(entityName, component.getProperties(), name + "_");
			}
			else if (property.getValue() instanceof Collection collection && !collection.isInverse()) {
				var relation = this.envers.getEntitiesConfigurations().getRelationDescription(entityName, name);
				var component = this.envers.getEntitiesConfigurations().getComponentDescription(entityName, name);
				if (relation != null && relation.getAuditMiddleEntityName() != null) {
					add(this.metadata.getEntityBinding(relation.getAuditMiddleEntityName()), collection,
							relation.getReferencingIdData());
				}
				else if (component != null && component.getAuditMiddleEntityName() != null) {
					add(this.metadata.getEntityBinding(component.getAuditMiddleEntityName()), collection,
							component.getMiddleIdData());
				}
			}
		}
	}

	private void add(PersistentClass audit, Collection collection, MiddleIdData owner) {
		if (collection.getCollectionTable() != null) {
			of(audit.getTable()).add(collection.getCollectionTable());
		}
		add(audit, owner);
	}

	/**
	 * An index on the id, or on the owner's id of a collection, and then the revision.
	 */
	private void add(PersistentClass audit, @Nullable MiddleIdData owner) {
		of(audit.getTable());
		String revision = this.envers.getConfig().getRevisionFieldName();
		List<String> ownerParts = (owner != null) ? AuditedId.partNames(owner.getPrefixedMapper()) : List.of();
		List<Column> columns = new ArrayList<>();
		Component id = (Component) audit.getIdentifier();
		for (Property part : id.getProperties()) {
			boolean wanted = (owner != null) ? ownerParts.contains(part.getName()) : !part.getName().equals(revision);
			if (wanted) {
				columns.addAll(part.getColumns());
			}
		}
		columns.addAll(id.getProperty(revision).getColumns());
		Index index = new Index();
		index.setTable(audit.getTable());
		index.setName(name(audit.getTable()));
		columns.forEach(index::addColumn);
		this.indexes.add(index);
	}

	private static String name(Table table) {
		String name = "ix_" + table.getName().toLowerCase(Locale.ROOT) + "_id_rev";
		return (name.length() <= NAME_LENGTH) ? name
				: name.substring(0, NAME_LENGTH - 9) + "_" + Integer.toHexString(name.hashCode());
	}

	/**
	 * Returns the columns of each of a table's indexes, in the case in which names are
	 * stored.
	 */
	private static List<List<String>> existing(Connection connection, Table table, SqlStringGenerationContext names)
			throws SQLException {
		Identifier catalog = names.catalogWithDefault(table.getCatalogIdentifier());
		Identifier schema = names.schemaWithDefault(table.getSchemaIdentifier());
		for (UnaryOperator<String> ofTable : SqlNames.SPELLINGS) {
			for (UnaryOperator<String> ofSchema : (schema != null) ? SqlNames.SPELLINGS
					: SqlNames.SPELLINGS.subList(0, 1)) {
				List<List<String>> indexes = indexes(connection,
						(catalog != null) ? catalog.getText() : connection.getCatalog(),
						(schema != null) ? ofSchema.apply(schema.getText()) : null, ofTable.apply(table.getName()));
				if (!indexes.isEmpty()) {
					return indexes;
				}
			}
		}
		return List.of();
	}

	private static List<List<String>> indexes(Connection connection, @Nullable String catalog, @Nullable String schema,
			String table) throws SQLException {
		Map<String, TreeMap<Integer, String>> columns = new LinkedHashMap<>();
		try (ResultSet rows = connection.getMetaData().getIndexInfo(catalog, schema, table, false, true)) {
			while (rows.next()) {
				if (rows.getString("COLUMN_NAME") != null) {
					columns.computeIfAbsent(rows.getString("INDEX_NAME"), (key) -> new TreeMap<>())
						.put(rows.getInt("ORDINAL_POSITION"), rows.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
				}
			}
		}
		return columns.values().stream().map((index) -> List.copyOf(index.values())).toList();
	}

}
