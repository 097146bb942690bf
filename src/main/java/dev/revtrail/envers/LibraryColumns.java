package dev.revtrail.envers;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

/**
 * The columns of the library's tables: how Hibernate must make them, and whether those
 * that the database has can hold the change log. A revision table of the host's own is
 * the host's.
 */
final class LibraryColumns {

	private final Metadata metadata;

	private final SqlStringGenerationContext context;

	private final SchemaNames names;

	private final Dialect dialect;

	LibraryColumns(Metadata metadata, SqlStringGenerationContext context, SchemaNames names) {
		this.metadata = metadata;
		this.context = context;
		this.names = names;
		this.dialect = metadata.getDatabase().getDialect();
	}

	/** Has Hibernate make columns that compare texts exactly. */
	static void compareExactly(Metadata metadata) {
		ExactTexts texts = ExactTexts.of(metadata.getDatabase().getDialect());
		if (texts != null) {
			tables(metadata).forEach((table) -> texts.map(table, metadata));
		}
	}

	private static List<Table> tables(Metadata metadata) {
		return LibraryTables.bindings(metadata).stream().map(PersistentClass::getTable).toList();
	}

	/**
	 * Checks the columns of the tables that exist.
	 * @param connection a connection to the database
	 * @throws UnsuitableTablesException where entries could be mixed up, cut or refused
	 */
	void require(Connection connection) throws SQLException {
		ExactTexts texts = ExactTexts.of(this.dialect);
		if (texts == null) {
			return;
		}
		List<Table> tables = tables(this.metadata);
		List<String> problems = new ArrayList<>();
		Set<@Nullable String> ddl = new LinkedHashSet<>();
		for (DatabaseColumn column : this.names.columns(connection, tables.stream().map(Table::getName).toList())) {
			Table table = table(tables, column);
			Column wanted = wanted(table, column);
			if (wanted == null) {
				// What the host has added is its own; a row is written later to see
				continue;
			}
			List<String> wrong = new ArrayList<>();
			List<String> lacks = column.lacks(wanted, this.metadata);
			String vagueness = texts.vagueness(column);
			if (vagueness != null) {
				wrong.add("compares texts by %s, under which different ones can be equal".formatted(vagueness));
				ddl.add(texts.conversion(column, name(table), wanted.getQuotedName(this.dialect), definition(wanted)));
			}
			if (!lacks.isEmpty()) {
				wrong.addAll(lacks);
				ddl.add(alteration(texts, table, wanted));
			}
			if (!wrong.isEmpty()) {
				problems.add("%s.%s %s".formatted(table.getName(), column.name(), String.join(", ", wrong)));
			}
		}
		if (!problems.isEmpty()) {
			throw new UnsuitableTablesException(problems, ddl.stream().filter(Objects::nonNull).toList());
		}
	}

	private String alteration(ExactTexts texts, Table table, Column column) {
		String name = column.getQuotedName(this.dialect);
		return column.isIdentity() ? texts.retyping(name(table), name, column.getSqlType(this.metadata))
				: texts.alteration(name(table), name, definition(column));
	}

	private static Table table(List<Table> tables, DatabaseColumn column) {
		return tables.stream()
			.filter((table) -> table.getName().equalsIgnoreCase(column.table()))
			.findFirst()
			.orElseThrow();
	}

	private static @Nullable Column wanted(Table table, DatabaseColumn column) {
		return table.getColumns()
			.stream()
			.filter((wanted) -> wanted.getName().equalsIgnoreCase(column.name()))
			.findFirst()
			.orElse(null);
	}

	private String name(Table table) {
		return this.context.format(table.getQualifiedTableName());
	}

	private String definition(Column column) {
		return column.getSqlType(this.metadata) + (column.isNullable() ? " null" : " not null");
	}

}
