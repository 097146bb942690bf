package dev.revtrail.envers.schema;

import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL compares exactly, but for the type {@code citext} and for collations of
 * single columns that are not deterministic.
 */
final class PostgreSqlTexts extends ExactTexts {

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
		String change = "alter table " + table + " alter column " + column + " type " + type + " using " + column + "::"
				+ type;
		return definition.endsWith(NOT_NULL) ? change + ", alter column " + column + " set not null"
				: definition.endsWith(NULL) ? change + ", alter column " + column + " drop not null" : change;
	}

	@Override
	String retyping(String table, String column, String type) {
		return alteration(table, column, type);
	}

}
