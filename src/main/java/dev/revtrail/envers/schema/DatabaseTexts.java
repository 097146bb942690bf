package dev.revtrail.envers.schema;

import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.dialect.MariaDBDialect;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.jspecify.annotations.Nullable;

/**
 * How the databases that the library knows compare texts, by Hibernate's dialects.
 */
public final class DatabaseTexts {

	private DatabaseTexts() {
	}

	/**
	 * Returns how a database is made to compare texts exactly.
	 * @param dialect the database's dialect
	 * @return that of the database; null where it is not known
	 */
	public static @Nullable ExactTexts of(Dialect dialect) {
		if (dialect instanceof MySQLDialect) {
			return new MySqlTexts((dialect instanceof MariaDBDialect) ? "utf8mb4_nopad_bin" : "utf8mb4_0900_bin");
		}
		return (dialect instanceof H2Dialect) ? new H2Texts()
				: (dialect instanceof PostgreSQLDialect) ? new PostgreSqlTexts() : null;
	}

}
