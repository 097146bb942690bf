package dev.revtrail.envers.schema;

import java.util.Set;

import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

/**
 * Those of MySQL and MariaDB, whose other collations all ignore something, if only spaces
 * at the end.
 */
final class MySqlTexts extends ExactTexts {

	private static final Set<String> EXACT = Set.of("utf8mb4_0900_bin", "utf8mb4_nopad_bin");

	private final String collation;

	/**
	 * Creates it with the collation of the library's tables.
	 */
	MySqlTexts(String collation) {
		this.collation = collation;
	}

	@Override
	void map(Table table, Metadata metadata) {
		table.setOptions("default " + options());
	}

	@Override
	public String exact(String text) {
		return "convert(" + text + " using utf8mb4) collate " + this.collation;
	}

	@Override
	@Nullable String vagueness(DatabaseColumn column) {
		return (column.collation() == null || EXACT.contains(column.collation())) ? null
				: "the collation " + column.collation();
	}

	@Override
	String conversion(DatabaseColumn from, String table, String column, String definition) {
		return "alter table " + table + " convert to " + options();
	}

	@Override
	String alteration(String table, String column, String definition) {
		return "alter table " + table + " modify column " + column + " " + definition;
	}

	@Override
	String retyping(String table, String column, String type) {
		return alteration(table, column, type + " not null auto_increment");
	}

	private String options() {
		return "character set utf8mb4 collate " + this.collation;
	}

}
