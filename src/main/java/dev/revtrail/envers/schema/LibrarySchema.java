package dev.revtrail.envers.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

import dev.revtrail.envers.SchemaVersionException;
import org.jspecify.annotations.Nullable;

/**
 * The version of the library's tables in a database, and the migrations that bring them
 * up to date.
 */
public final class LibrarySchema {

	/** The version that this code works with: the number of the last migration. */
	public static final int VERSION = 11;

	/** The oldest version of the code that may work with tables of this version. */
	private static final int MIN_CODE_VERSION = 9;

	/** The last version that recorded no number. */
	private static final int UNNUMBERED = 1;

	private final SchemaNames names;

	private final IntFunction<Migration> migrations;

	/**
	 * Creates an instance.
	 * @param names how the database names the library's tables
	 * @param migrations reads a migration by its number
	 */
	LibrarySchema(SchemaNames names, IntFunction<Migration> migrations) {
		this.names = names;
		this.migrations = migrations;
	}

	/** Returns the version of the tables; 0 where there are none. */
	int version(Connection connection) throws SQLException {
		Installed installed = installed(connection);
		if (installed != null) {
			return installed.version();
		}
		return this.names.exists(connection, "revtrail_entry") ? UNNUMBERED : 0;
	}

	/**
	 * Applies the migrations that the tables lack; from the first on where there are
	 * none.
	 */
	void migrate(Connection connection) throws SQLException {
		Installed installed = installed(connection);
		for (Migration migration : after((installed != null) ? installed.version() : 0)) {
			try {
				migration.apply(connection);
			}
			catch (SQLException ex) {
				// Another node that starts may have been faster
				if (version(connection) < migration.version()) {
					throw ex;
				}
			}
		}
	}

	/** Returns the statements that follow a version. */
	List<String> statementsAfter(int version) {
		return after(version).stream().flatMap((migration) -> migration.statements().stream()).toList();
	}

	private List<Migration> after(int version) {
		List<Migration> migrations = new ArrayList<>();
		for (int number = version + 1; number <= VERSION; number++) {
			Migration migration = this.migrations.apply(number);
			migrations
				.add(migration.without((statement) -> !this.names.isNeeded(statement)).rewritten(this.names::rewrite));
		}
		return migrations;
	}

	/** The statement that records the version of tables which Hibernate has made. */
	String record() {
		return this.names.rewrite("insert into revtrail_schema (id, version, min_code_version) values (1, %s, %s)"
			.formatted(Integer.toString(VERSION), Integer.toString(MIN_CODE_VERSION)));
	}

	/**
	 * Records the version of tables that Hibernate has just made.
	 * @param connection a connection to the database
	 */
	void recordIfNew(Connection connection) throws SQLException {
		if (installed(connection) == null) {
			try (Statement statement = connection.createStatement()) {
				statement.execute(record());
				Migration.commit(connection);
			}
			catch (SQLException ex) {
				// Another node that starts may have been faster
				if (installed(connection) == null) {
					throw ex;
				}
			}
		}
	}

	/**
	 * Checks that this code and the tables fit each other.
	 * @param connection a connection to the database
	 * @throws SchemaVersionException where they do not
	 */
	void require(Connection connection) throws SQLException {
		Installed installed = installed(connection);
		if (installed == null) {
			throw new SchemaVersionException("The table %s holds no version of Revtrail's tables."
				.formatted(this.names.rewrite("revtrail_schema")), List.of(record()));
		}
		if (installed.version() < VERSION) {
			throw new SchemaVersionException(
					"Revtrail's tables have version %d, and this version of the library needs %d."
						.formatted(installed.version(), VERSION),
					statementsAfter(installed.version()));
		}
		if (installed.minCodeVersion() > VERSION) {
			throw new SchemaVersionException(
					"Revtrail's tables have version %d, which this version of the library cannot work with: it knows %d."
						.formatted(installed.version(), VERSION),
					List.of());
		}
	}

	private @Nullable Installed installed(Connection connection) throws SQLException {
		if (!this.names.exists(connection, "revtrail_schema")) {
			return null;
		}
		try (Statement statement = connection.createStatement();
				ResultSet row = statement
					.executeQuery(this.names.rewrite("select version, min_code_version from revtrail_schema"))) {
			return row.next() ? new Installed(row.getInt(1), row.getInt(2)) : null;
		}
	}

	/**
	 * What the table of the version holds.
	 *
	 * @param version the version of the tables
	 * @param minCodeVersion the oldest version of the code that may work with them
	 */
	private record Installed(int version, int minCodeVersion) {

	}

}
