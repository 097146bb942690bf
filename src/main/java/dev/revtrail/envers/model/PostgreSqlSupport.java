package dev.revtrail.envers.model;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL.
 */
final class PostgreSqlSupport implements DatabaseSupport {

	private static final String SEQUENCE = "select s.seqrelid::bigint, s.seqrelid::regclass::text, s.seqcache, "
			+ "has_sequence_privilege(s.seqrelid, 'usage, select') from pg_sequence s where s.seqrelid = pg_get_serial_sequence(?, ?)::regclass";

	/** The collation of a column that takes different texts for equal. */
	private static final String LOOSE = "select max(l.collname::text) from pg_collation l "
			+ "where l.collname = c.COLLATION_NAME and not l.collisdeterministic";

	/** The lengths of its texts have room for years of six digits. */
	@Override
	public boolean hidesFractions() {
		return false;
	}

	@Override
	public boolean locksUnions() {
		return false;
	}

	/** It has no isolation below READ COMMITTED. */
	@Override
	public boolean showsUncommitted() {
		return false;
	}

	@Override
	public String inUtc() {
		return "cast(sql('(? at time zone ''UTC'')', {0}) as LocalDateTime)";
	}

	/**
	 * Texts without a length have none in the information schema. Only a collation that
	 * takes different texts for equal counts.
	 */
	@Override
	public String columnDetails() {
		return "case c.DATA_TYPE when 'USER-DEFINED' then c.UDT_NAME::text else c.DATA_TYPE::text end as DATA_TYPE, "
				+ "coalesce(c.CHARACTER_MAXIMUM_LENGTH, case when c.UDT_NAME in ('text', 'varchar', 'bytea', "
				+ "'citext') then 1000000000 end) as CHARACTER_MAXIMUM_LENGTH, (" + LOOSE
				+ ") as COLLATION_NAME, (select format_type(a.atttypid, a.atttypmod) from pg_attribute a where "
				+ "a.attname = c.COLUMN_NAME and a.attrelid = (quote_ident(c.TABLE_SCHEMA) || '.' || "
				+ "quote_ident(c.TABLE_NAME))::regclass) || coalesce(' collate ' || quote_ident((" + LOOSE
				+ ")), '') as declared, " + FILLED;
	}

	@Override
	public @Nullable RevisionSequence revisionSequence(Connection connection, String table, String column)
			throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(SEQUENCE)) {
			statement.setString(1, table);
			// The function takes the table with its quotes, and the column without
			statement.setString(2, column.startsWith("\"") ? column.substring(1, column.length() - 1)
					: column.toLowerCase(Locale.ROOT));
			try (ResultSet row = statement.executeQuery()) {
				return row.next() ? new RevisionSequence(row.getLong(1), row.getString(2), table, row.getInt(3),
						row.getBoolean(4)) : null;
			}
		}
	}

}
