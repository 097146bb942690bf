package dev.revtrail.envers.model;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The sequence of the revisions' numbers in PostgreSQL. Before a transaction takes a
 * number of it, it locks the sequence, in a way that blocks no other transaction, until
 * its end. So the transactions that hold the lock are those whose numbers may be in
 * flight.
 *
 * @param id the sequence's number in the database's catalog
 * @param name the sequence, as statements name it
 * @param table the table of revisions, as statements name it
 * @param cache how many numbers a connection takes at once
 * @param readable whether the account may read its last number
 */
public record RevisionSequence(long id, String name, String table, int cache, boolean readable) {

	private static final String HOLDERS = "select virtualtransaction from pg_locks where locktype = 'relation' "
			+ "and database = (select oid from pg_database where datname = current_database()) "
			+ "and relation in (?::bigint::oid, ?::regclass::oid) and mode = 'RowExclusiveLock' and granted";

	/**
	 * Reads the highest number that has been handed out.
	 * @param connection a connection that commits each statement
	 * @return the number; null where that is not known
	 */
	public @Nullable Long last(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement
					.executeQuery("select pg_sequence_last_value(" + Long.toString(this.id) + "::oid::regclass)")) {
			return (row.next() && row.getObject(1) != null) ? Long.valueOf(row.getLong(1)) : null;
		}
	}

	/**
	 * Reads which transactions may have taken numbers and have not ended.
	 * @param connection a connection that commits each statement
	 */
	public Set<String> holders(Connection connection) throws SQLException {
		Set<String> holders = new HashSet<>();
		try (PreparedStatement statement = connection.prepareStatement(HOLDERS)) {
			statement.setLong(1, this.id);
			statement.setString(2, this.table);
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					holders.add(rows.getString(1));
				}
			}
		}
		return holders;
	}

}
