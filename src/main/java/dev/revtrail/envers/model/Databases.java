package dev.revtrail.envers.model;

import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.dialect.MariaDBDialect;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.dialect.PostgreSQLDialect;

/**
 * The databases that the library knows, by Hibernate's dialects.
 */
public final class Databases {

	private Databases() {
	}

	/**
	 * Returns what the library has to know of a database.
	 * @param dialect the database's dialect
	 */
	public static DatabaseSupport of(Dialect dialect) {
		if (dialect instanceof MySQLDialect) {
			return (dialect instanceof MariaDBDialect) ? new MariaDbSupport() : new MySqlSupport();
		}
		return (dialect instanceof PostgreSQLDialect) ? new PostgreSqlSupport()
				: (dialect instanceof H2Dialect) ? new H2Support() : new StandardSupport();
	}

}
