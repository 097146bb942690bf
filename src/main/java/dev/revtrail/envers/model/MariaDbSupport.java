package dev.revtrail.envers.model;

/**
 * MariaDB.
 */
final class MariaDbSupport extends MySqlSupport {

	@Override
	public int fetchSizeOfSingleRows() {
		return 1;
	}

	/** A column that may be null has the default {@code NULL}. */
	@Override
	public String columnDetails() {
		return columnDetails("c.COLUMN_DEFAULT <> 'NULL'");
	}

	/**
	 * For a server on its own machine, the driver reports the tables of other schemas as
	 * if they were in that of the table.
	 */
	@Override
	public String exportedKeysQuery() {
		return "select null as FKTABLE_CAT, TABLE_SCHEMA as FKTABLE_SCHEM, TABLE_NAME as FKTABLE_NAME, "
				+ "COLUMN_NAME as FKCOLUMN_NAME from INFORMATION_SCHEMA.KEY_COLUMN_USAGE "
				+ "where REFERENCED_TABLE_SCHEMA = ? and REFERENCED_TABLE_NAME = ?";
	}

}
