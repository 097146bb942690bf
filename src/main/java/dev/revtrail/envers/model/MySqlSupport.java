package dev.revtrail.envers.model;

/**
 * MySQL, and what MariaDB has in common with it.
 */
class MySqlSupport implements DatabaseSupport {

	@Override
	public boolean escapesByBackslash() {
		return true;
	}

	@Override
	public boolean padsFixedTexts() {
		return false;
	}

	/** MySQL's driver takes that for "as they come"; any other number has it read all. */
	@Override
	public int fetchSizeOfSingleRows() {
		return Integer.MIN_VALUE;
	}

	@Override
	public String collationQuery() {
		return "select @@collation_database";
	}

	@Override
	public String columnDetails() {
		return columnDetails("c.COLUMN_DEFAULT is not null");
	}

	static String columnDetails(String hasDefault) {
		return "c.DATA_TYPE, c.CHARACTER_MAXIMUM_LENGTH, c.COLLATION_NAME, c.COLUMN_TYPE as declared, case when "
				+ hasDefault + " or c.EXTRA like '%auto_increment%' or c.EXTRA like '%GENERATED%' "
				+ "or g.triggered is not null then 1 else 0 end as filled";
	}

}
