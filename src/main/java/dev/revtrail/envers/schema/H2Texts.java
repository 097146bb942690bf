package dev.revtrail.envers.schema;

import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * H2 has types that ignore case, which {@code IGNORECASE} makes the usual ones.
 */
final class H2Texts extends ExactTexts {

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

}
