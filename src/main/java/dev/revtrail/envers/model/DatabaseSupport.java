package dev.revtrail.envers.model;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * What the library has to know of a database that neither JDBC nor Hibernate hides. A
 * method that a database does not override does what the SQL standard says.
 */
public interface DatabaseSupport {

	/** The last of the column details, as the SQL standard has it. */
	String FILLED = "case when c.COLUMN_DEFAULT is not null or c.IS_IDENTITY = 'YES' or c.IS_GENERATED = 'ALWAYS' "
			+ "or c.DOMAIN_NAME is not null or g.triggered is not null then 1 else 0 end as filled";

	/**
	 * Returns whether texts in statements escape by backslash, and number signs begin
	 * comments.
	 */
	default boolean escapesByBackslash() {
		return false;
	}

	/** Returns whether texts of fixed length are read with their padding. */
	default boolean padsFixedTexts() {
		return true;
	}

	/**
	 * Returns whether the driver shows the fraction of a second that a column has only by
	 * the length of its texts.
	 */
	default boolean hidesFractions() {
		return true;
	}

	/** Returns the fetch size with which the driver reads rows one by one. */
	default int fetchSizeOfSingleRows() {
		return 1;
	}

	/** Returns whether a statement's time limit stays with the connection. */
	default boolean keepsTimeLimit() {
		return false;
	}

	/** Returns whether the rows of a union can be locked by the query that reads them. */
	default boolean locksUnions() {
		return true;
	}

	/**
	 * Returns whether the database may follow an index for the order of the rows where
	 * another one finds them by a list of values. Where it may not, it reads and sorts
	 * them all for the first page.
	 */
	default boolean choosesIndexByOrder() {
		return true;
	}

	/**
	 * Returns whether a read at READ UNCOMMITTED shows the rows that other transactions
	 * have written. Where it does not, {@link RevisionSequence} shows what is in flight.
	 */
	default boolean showsUncommitted() {
		return true;
	}

	/**
	 * Returns the expression of Hibernate's query language that has an instant's parts in
	 * UTC, whichever zone the connection has.
	 */
	default String inUtc() {
		return "{0}";
	}

	/**
	 * Returns the isolation, as JDBC counts it, at which all reads of a transaction see
	 * one state of all tables, and lock nothing.
	 */
	default int snapshotIsolation() {
		return Connection.TRANSACTION_REPEATABLE_READ;
	}

	/**
	 * Returns the query for the collation of columns for which statements name none,
	 * where columns that were made earlier may have another; null for none.
	 */
	default @Nullable String collationQuery() {
		return null;
	}

	/**
	 * Returns what is selected of {@code INFORMATION_SCHEMA.COLUMNS c} for the type of a
	 * column ({@code data_type}), its length in characters or bytes
	 * ({@code character_maximum_length}), how it compares texts ({@code collation_name}),
	 * its type as statements declare it ({@code declared}; null where that follows from
	 * the others), and whether the database may fill it ({@code filled}, 1 or 0), also by
	 * a trigger {@code g}.
	 */
	default String columnDetails() {
		return "c.DATA_TYPE, c.CHARACTER_MAXIMUM_LENGTH, c.COLLATION_NAME, cast(null as varchar(1)) as declared, "
				+ FILLED;
	}

	/**
	 * Returns the query for the foreign keys that refer to a table, with the schema and
	 * the name of the table as parameters, where those that the driver reports are wrong;
	 * null where they are not. Its columns are named as those of
	 * {@link DatabaseMetaData#getExportedKeys}.
	 */
	default @Nullable String exportedKeysQuery() {
		return null;
	}

	/**
	 * Returns the sequence of the revisions' numbers, where the database has one that can
	 * be looked at.
	 * @param connection a connection to the database
	 * @param table the table of revisions, as statements name it
	 * @param column its column, as statements name it
	 * @return the sequence; null where there is none
	 */
	default @Nullable RevisionSequence revisionSequence(Connection connection, String table, String column)
			throws SQLException {
		return null;
	}

}
