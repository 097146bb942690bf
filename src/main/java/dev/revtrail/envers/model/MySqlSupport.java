package dev.revtrail.envers.model;

import org.hibernate.dialect.MariaDBDialect;
import org.hibernate.dialect.MySQLDialect;

/**
 * MySQL.
 */
final class MySqlSupport implements DatabaseSupport {

	private final boolean mariaDb;

	MySqlSupport(MySQLDialect dialect) {
		this.mariaDb = dialect instanceof MariaDBDialect;
	}

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
		return this.mariaDb ? 1 : Integer.MIN_VALUE;
	}

	@Override
	public String collationQuery() {
		return "select @@collation_database";
	}

	@Override
	public String columnDetails() {
		return "c.DATA_TYPE, c.CHARACTER_MAXIMUM_LENGTH, c.COLLATION_NAME, c.COLUMN_TYPE as declared, case when "
				+ "c.COLUMN_DEFAULT is not null or c.EXTRA like '%auto_increment%' or c.EXTRA like '%GENERATED%' "
				+ "or g.triggered is not null then 1 else 0 end as filled";
	}

}
