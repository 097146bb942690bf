package dev.revtrail.envers.schema;

import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.revtrail.envers.DefaultRevision;
import dev.revtrail.envers.model.SqlNames;
import jakarta.persistence.Column;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.Database;
import org.hibernate.boot.model.relational.QualifiedTableName;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * How a database names the library's tables and columns: as the scripts do, or as a
 * host's schema, naming strategy and quoting have it.
 */
final class SchemaNames {

	private static final Pattern WORD = Pattern.compile("\\b[a-z_]+\\b");

	private static final Pattern REVISION = Pattern.compile("\\brevtrail_revision\\b");

	/** The tables that the library had and has no more. */
	private static final List<String> FORMER_TABLES = List.of("revtrail_baseline");

	private final @Nullable String catalog;

	private final @Nullable String schema;

	private final Map<String, String> unquoted = new HashMap<>();

	private final Map<String, String> rewritten = new HashMap<>();

	private boolean revision = true;

	private SchemaNames(@Nullable String catalog, @Nullable String schema) {
		this.catalog = catalog;
		this.schema = schema;
	}

	/** The names of the scripts, in the connection's own schema. */
	static SchemaNames ofScripts() {
		return new SchemaNames(null, null);
	}

	/** The names that the library's entities are mapped to. */
	static SchemaNames ofMapping(Metadata metadata, SqlStringGenerationContext context, Dialect dialect) {
		PersistentClass entry = metadata.getEntityBinding(SchemaRow.class.getName());
		Identifier catalog = context.catalogWithDefault(entry.getTable().getCatalogIdentifier());
		Identifier schema = context.schemaWithDefault(entry.getTable().getSchemaIdentifier());
		SchemaNames names = new SchemaNames((catalog != null) ? catalog.getText() : null,
				(schema != null) ? schema.getText() : null);
		names.revision = metadata.getEntityBinding(DefaultRevision.class.getName()) != null;
		for (PersistentClass binding : LibraryTables.bindings(metadata)) {
			Class<?> entity = binding.getMappedClass();
			Table table = binding.getTable();
			String scripted = entity.getAnnotation(jakarta.persistence.Table.class).name();
			names.unquoted.put(scripted, table.getName());
			names.rewritten.put(scripted, context.format(table.getQualifiedTableName()));
			binding.getProperties().forEach((property) -> names.column(entity, property, dialect));
			if (binding.getIdentifierProperty() != null) {
				names.column(entity, binding.getIdentifierProperty(), dialect);
			}
			else if (binding.getIdentifier() instanceof Component id) {
				id.getProperties().forEach((property) -> names.column(entity, property, dialect));
			}
		}
		names.former(metadata, context, entry.getTable());
		return names;
	}

	/** Tables whose names only earlier scripts know are named by the same rules. */
	private void former(Metadata metadata, SqlStringGenerationContext context, Table today) {
		Database database = metadata.getDatabase();
		for (String scripted : FORMER_TABLES) {
			Identifier name = database.getPhysicalNamingStrategy()
				.toPhysicalTableName(Identifier.toIdentifier(scripted, today.isQuoted()),
						database.getJdbcEnvironment());
			this.rewritten.put(scripted, context
				.format(new QualifiedTableName(today.getCatalogIdentifier(), today.getSchemaIdentifier(), name)));
		}
	}

	private void column(Class<?> entity, Property property, Dialect dialect) {
		Field field = ReflectionUtils.findField(entity, property.getName());
		if (field != null && field.isAnnotationPresent(Column.class)) {
			this.rewritten.put(field.getAnnotation(Column.class).name(),
					property.getColumns().get(0).getQuotedName(dialect));
		}
	}

	/** Whether the revisions are in the library's own table, and not in the host's. */
	boolean hasRevision() {
		return this.revision;
	}

	/** Whether a statement of a script is about a table that is needed. */
	boolean isNeeded(String statement) {
		return this.revision || !REVISION.matcher(statement).find();
	}

	/** Puts the database's names into a statement of a script. */
	String rewrite(String statement) {
		return WORD.matcher(statement)
			.replaceAll((word) -> Matcher.quoteReplacement(this.rewritten.getOrDefault(word.group(), word.group())));
	}

	/** Returns whether the database has a table, by its name in the scripts. */
	boolean exists(Connection connection, String table) throws SQLException {
		String name = this.unquoted.getOrDefault(table, table);
		String catalog = (this.catalog != null) ? this.catalog : connection.getCatalog();
		String schema = (this.schema != null) ? this.schema : connection.getSchema();
		for (UnaryOperator<String> ofTable : SqlNames.SPELLINGS) {
			for (UnaryOperator<String> ofSchema : SqlNames.SPELLINGS) {
				try (ResultSet tables = connection.getMetaData()
					.getTables(catalog, (schema != null) ? ofSchema.apply(schema) : null, ofTable.apply(name), null)) {
					if (tables.next()) {
						return true;
					}
				}
			}
		}
		return false;
	}

}
