package dev.revtrail.envers.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.revtrail.envers.UnsuitableTablesException;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Table;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * The columns of the library's tables: how Hibernate must make them, and whether those
 * that the database has can hold the change log. A revision table of the host's own is
 * the host's.
 */
public final class LibraryColumns {

	private static final Set<String> NARROW = Set.of("tinyint", "smallint", "mediumint", "int", "integer");

	private static final int SECOND_DIGITS = 6;

	/** The length of H2's {@code longtext}; a longer column counts as unlimited. */
	private static final long LONGEST = 1_000_000_000;

	private final Metadata metadata;

	private final SqlStringGenerationContext context;

	private final Dialect dialect;

	LibraryColumns(Metadata metadata, SqlStringGenerationContext context) {
		this.metadata = metadata;
		this.context = context;
		this.dialect = metadata.getDatabase().getDialect();
	}

	/** Has Hibernate make columns that compare texts exactly. */
	public static void compareExactly(Metadata metadata) {
		ExactTexts texts = DatabaseTexts.of(metadata.getDatabase().getDialect());
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
		ExactTexts texts = DatabaseTexts.of(this.dialect);
		if (texts == null) {
			return;
		}
		List<Table> tables = tables(this.metadata);
		DatabaseColumns columns = DatabaseColumns.read(connection, this.dialect,
				tables.stream().map(this::name).toList());
		List<String> problems = new ArrayList<>();
		Set<@Nullable String> ddl = new LinkedHashSet<>();
		for (Table table : tables) {
			for (DatabaseColumn column : columns.of(name(table))) {
				check(texts, table, column, problems, ddl);
			}
		}
		if (!problems.isEmpty()) {
			throw new UnsuitableTablesException(problems, ddl.stream().filter(Objects::nonNull).toList());
		}
	}

	private void check(ExactTexts texts, Table table, DatabaseColumn column, List<String> problems,
			Set<@Nullable String> ddl) {
		Column wanted = wanted(table, column);
		if (wanted == null) {
			// What the host has added is its own; a row is written later to see
			return;
		}
		List<String> wrong = new ArrayList<>();
		List<String> lacks = lacks(column, wanted);
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

	/** Returns what a column cannot hold, each the rest of a sentence about it. */
	private List<String> lacks(DatabaseColumn column, Column wanted) {
		List<String> lacks = new ArrayList<>();
		int sqlType = wanted.getSqlTypeCode(this.metadata);
		Long length = column.length();
		Integer secondDigits = column.secondDigits();
		if (SqlTypes.isCharacterOrClobType(sqlType)) {
			long needed = Math.min(wanted.getLength(), LONGEST);
			if (length == null) {
				lacks.add("has the type %s, and must hold texts".formatted(column.type()));
			}
			else if (length < needed) {
				lacks.add("holds %,d characters, and must hold %,d".formatted(length, needed));
			}
		}
		else if (sqlType == SqlTypes.BIGINT && NARROW.contains(column.type())) {
			lacks.add("has the type %s, and must have bigint".formatted(column.type()));
		}
		else if (SqlTypes.isTemporalType(sqlType) && secondDigits != null && secondDigits < SECOND_DIGITS) {
			lacks.add("holds %d digits of a second, and must hold %d".formatted(secondDigits, SECOND_DIGITS));
		}
		if (wanted.isNullable() && !column.nullable()) {
			lacks.add("must allow null");
		}
		return lacks;
	}

	private String alteration(ExactTexts texts, Table table, Column column) {
		String name = column.getQuotedName(this.dialect);
		return column.isIdentity() ? texts.retyping(name(table), name, column.getSqlType(this.metadata))
				: texts.alteration(name(table), name, definition(column));
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
