package dev.revtrail.envers.schema;

import java.util.Set;

import org.hibernate.boot.Metadata;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * How a database is made to compare texts exactly. Under any other comparison two ids
 * that differ in case, in accents or in spaces at their ends are one, and so are the
 * histories of their records.
 */
public enum ExactTexts {

	/** All its other collations ignore something, if only spaces at the end. */
	MYSQL {

		private static final String OPTIONS = "character set utf8mb4 collate utf8mb4_0900_bin";

		private static final Set<String> EXACT = Set.of("utf8mb4_0900_bin", "utf8mb4_nopad_bin");

		@Override
		void map(Table table, Metadata metadata) {
			table.setOptions("default " + OPTIONS);
		}

		@Override
		public String exact(String text) {
			return "convert(" + text + " using utf8mb4) collate utf8mb4_0900_bin";
		}

		@Override
		@Nullable String vagueness(DatabaseColumn column) {
			return (column.collation() == null || EXACT.contains(column.collation())) ? null
					: "the collation " + column.collation();
		}

		@Override
		String conversion(DatabaseColumn from, String table, String column, String definition) {
			return "alter table " + table + " convert to " + OPTIONS;
		}

		@Override
		String alteration(String table, String column, String definition) {
			return "alter table " + table + " modify column " + column + " " + definition;
		}

		@Override
		String retyping(String table, String column, String type) {
			return alteration(table, column, type + " not null auto_increment");
		}

	},

	/** Has types that ignore case, which {@code IGNORECASE} makes the usual ones. */
	H2 {

		private static final String NONE = "OFF";

		@Override
		void map(Table table, Metadata metadata) {
			for (Column column : table.getColumns()) {
				if (column.getSqlTypeCode(metadata) == SqlTypes.VARCHAR) {
					column.setSqlType("varchar_casesensitive(%d)".formatted(column.getLength()));
				}
			}
		}

		@Override
		public String exact(String text) {
			return "cast(" + text + " as varchar_casesensitive)";
		}

		@Override
		@Nullable String vagueness(DatabaseColumn column) {
			if (column.collation() != null && !column.collation().equals(NONE)) {
				return "the collation " + column.collation();
			}
			return column.type().equalsIgnoreCase("varchar_ignorecase") ? "the type " + column.type() : null;
		}

		@Override
		@Nullable String conversion(DatabaseColumn from, String table, String column, String definition) {
			// A collation is the whole database's
			return NONE.equals(from.collation()) ? alteration(table, column, definition) : null;
		}

		@Override
		String alteration(String table, String column, String definition) {
			return "alter table " + table + " alter column " + column + " " + definition;
		}

		@Override
		String retyping(String table, String column, String type) {
			return alteration(table, column, "set data type " + type);
		}

	},

	/**
	 * Compares exactly, but for the type {@code citext} and for collations of single
	 * columns that are not deterministic.
	 */
	POSTGRESQL {

		private static final String NULL = " null";

		private static final String NOT_NULL = " not null";

		@Override
		void map(Table table, Metadata metadata) {
		}

		@Override
		public String exact(String text) {
			return "cast(" + text + " as varchar) collate \"C\"";
		}

		@Override
		@Nullable String vagueness(DatabaseColumn column) {
			return (column.collation() != null) ? "the collation " + column.collation()
					: column.type().equals("citext") ? "the type " + column.type() : null;
		}

		@Override
		String conversion(DatabaseColumn from, String table, String column, String definition) {
			return "alter table " + table + " alter column " + column + " type "
					+ definition.replaceFirst("( not)? null$", "") + " collate \"default\"";
		}

		@Override
		String alteration(String table, String column, String definition) {
			String type = definition.replaceFirst("( not)? null$", "");
			String change = "alter table " + table + " alter column " + column + " type " + type + " using " + column
					+ "::" + type;
			return definition.endsWith(NOT_NULL) ? change + ", alter column " + column + " set not null"
					: definition.endsWith(NULL) ? change + ", alter column " + column + " drop not null" : change;
		}

		@Override
		String retyping(String table, String column, String type) {
			return alteration(table, column, type);
		}

	};

	/** Returns that of a database; null where it is not known. */
	public static @Nullable ExactTexts of(Dialect dialect) {
		return (dialect instanceof MySQLDialect) ? MYSQL
				: (dialect instanceof H2Dialect) ? H2 : (dialect instanceof PostgreSQLDialect) ? POSTGRESQL : null;
	}

	/** Has Hibernate make a table whose columns compare exactly. */
	abstract void map(Table table, Metadata metadata);

	/** Returns the expression of a text that compares as the library's own columns do. */
	public abstract String exact(String text);

	/** Returns what makes a column compare otherwise; null where it compares exactly. */
	abstract @Nullable String vagueness(DatabaseColumn column);

	/**
	 * Returns the statement after which a column compares exactly; null where there is
	 * none.
	 */
	abstract @Nullable String conversion(DatabaseColumn from, String table, String column, String definition);

	/** Returns the statement that gives a column another definition. */
	abstract String alteration(String table, String column, String definition);

	/**
	 * Returns the statement that gives a column another type whose values the database
	 * generates, and goes on to generate.
	 */
	abstract String retyping(String table, String column, String type);

}
