package dev.revtrail.envers.schema;

import java.sql.Connection;
import java.sql.SQLException;

import dev.revtrail.envers.UnsupportedDatabaseException;

import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.core.io.ClassPathResource;

/**
 * The database that the library's tables are in, by the name that its scripts have.
 *
 * @param name the name, as in {@code revtrail.schema.platform}
 */
record SchemaPlatform(String name) {

	private static final String SCRIPT = "dev/revtrail/schema/%s/V%d.sql";

	/**
	 * Returns the platform of a database.
	 * @param connection a connection to the database
	 * @return the platform
	 * @throws UnsupportedDatabaseException where there are no scripts for it
	 */
	static SchemaPlatform of(Connection connection) throws SQLException {
		String product = connection.getMetaData().getDatabaseProductName();
		SchemaPlatform platform = new SchemaPlatform(DatabaseDriver.fromProductName(product).getId());
		if (!platform.script(1).exists()) {
			throw UnsupportedDatabaseException.product(product);
		}
		return platform;
	}

	/**
	 * Returns the platform that a host names.
	 * @param name the name
	 * @return the platform
	 * @throws UnsupportedDatabaseException where there are no scripts of that name
	 */
	static SchemaPlatform named(String name) {
		SchemaPlatform platform = new SchemaPlatform(name);
		if (!platform.script(1).exists()) {
			throw UnsupportedDatabaseException.platform(name);
		}
		return platform;
	}

	/** Returns the script of a migration. */
	ClassPathResource script(int version) {
		return new ClassPathResource(SCRIPT.formatted(this.name, version));
	}

	/** Returns where the script of a migration is. */
	String location(int version) {
		return "classpath:" + SCRIPT.formatted(this.name, version);
	}

}
