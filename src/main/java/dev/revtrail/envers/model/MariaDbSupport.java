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

}
