package dev.revtrail.envers.feed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;

import dev.revtrail.envers.index.SettledRow;
import dev.revtrail.envers.index.TimeRow;
import dev.revtrail.envers.model.DatabaseSupport;
import dev.revtrail.envers.model.Databases;
import dev.revtrail.envers.model.SqlFailures;
import dev.revtrail.envers.model.SqlNames;
import dev.revtrail.envers.model.SqlNumbers;
import dev.revtrail.envers.model.TrackedFactory;
import org.hibernate.metamodel.MappingMetamodel;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * The statements on the settled mark, the revisions and the times of blocks. Plain JDBC,
 * as no entity is needed.
 */
final class MarkTable {

	private final String read;

	private final String insert;

	private final String take;

	private final String beat;

	private final String release;

	private final String advance;

	private final String numbers;

	private final RevisionsInFlight inFlight;

	private final String findBlock;

	private final String widen;

	private final String addBlock;

	MarkTable(TrackedFactory factory) {
		MappingMetamodel metamodel = factory.sessionFactory().getMappingMetamodel();
		EntityPersister settled = metamodel.getEntityDescriptor(SettledRow.class);
		String mark = SqlNames.table(settled);
		String first = SqlNames.column(settled, "firstUnsettled");
		String leader = SqlNames.column(settled, "leader");
		String epoch = SqlNames.column(settled, "epoch");
		String beats = SqlNames.column(settled, "beat");
		String theRow = " where " + SqlNames.idColumns(settled).get(0) + " = " + SettledRow.ID;
		EntityPersister revision = metamodel.getEntityDescriptor(factory.revisionClass());
		String revisions = SqlNames.table(revision);
		String id = SqlNames.idColumns(revision).get(0);
		String recordedAt = SqlNames.column(revision, "recordedAt");
		this.read = "select " + String.join(", ", first, leader, epoch, beats) + ", (select max(" + id + ") from "
				+ revisions + ") from " + mark + theRow;
		this.insert = "insert into " + mark + " ("
				+ String.join(", ", SqlNames.idColumns(settled).get(0), first, epoch, beats) + ") values ("
				+ SettledRow.ID + ", 1, 0, 0)";
		this.take = "update " + mark + " set " + leader + " = ?, " + epoch + " = " + epoch + " + 1" + theRow + " and "
				+ epoch + " = ? and " + beats + " = ?";
		this.beat = "update " + mark + " set " + beats + " = " + beats + " + 1" + theRow + " and " + epoch + " = ?";
		this.release = "update " + mark + " set " + leader + " = null" + theRow + " and " + epoch + " = ?";
		this.advance = "update " + mark + " set " + first + " = ?, " + beats + " = " + beats + " + 1" + theRow + " and "
				+ epoch + " = ? and " + first + " = ?";
		this.numbers = "select " + id + " from " + revisions + " where " + id + " >= ? and " + id + " <= ?";
		DatabaseSupport database = Databases.of(factory.sessionFactory().getJdbcServices().getDialect());
		this.inFlight = database.showsUncommitted() ? new UncommittedRows(this::numbers)
				: new SequenceHolders(
						(connection) -> Objects.requireNonNull(database.revisionSequence(connection, revisions, id),
								"The numbers of revisions come from no sequence that their column owns."));
		EntityPersister time = metamodel.getEntityDescriptor(TimeRow.class);
		String times = SqlNames.table(time);
		String block = SqlNames.idColumns(time).get(0);
		this.findBlock = "select 1 from " + times + " where " + block + " = %1$s";
		String earliest = SqlNames.column(time, "earliest");
		String latest = SqlNames.column(time, "latest");
		String ofRange = "(" + recordedAt + ") from " + revisions + " where " + id + " >= %2$s and " + id + " <= %3$s";
		this.widen = "update " + times + " set " + earliest + " = least(" + earliest + ", (select min" + ofRange
				+ ")), " + latest + " = greatest(" + latest + ", (select max" + ofRange + ")) where " + block
				+ " = %1$s";
		this.addBlock = "insert into " + times + " (" + String.join(", ", block, earliest, latest)
				+ ") select %1$s, min(" + recordedAt + "), max" + ofRange;
	}

	/** Reads the mark, and the highest committed number; null where there is no row. */
	@Nullable Mark read(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(this.read)) {
			return row.next()
					? new Mark(row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4), row.getLong(5)) : null;
		}
	}

	/** Inserts the row, unless another node is faster. */
	void insert(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.executeUpdate(this.insert);
		}
		catch (SQLException ex) {
			if (!SqlFailures.isConstraintViolation(ex) || read(connection) == null) {
				throw ex;
			}
		}
	}

	/** Makes a node the leader, unless there has been a sign of life. */
	boolean take(Connection connection, Mark mark, String node) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.take)) {
			statement.setString(1, node);
			statement.setLong(2, mark.epoch());
			statement.setLong(3, mark.beat());
			return statement.executeUpdate() == 1;
		}
	}

	/** Gives a sign of life; false where another node leads. */
	boolean beat(Connection connection, long epoch) throws SQLException {
		return update(connection, this.beat, epoch);
	}

	/** Lets any other node lead. */
	void release(Connection connection, long epoch) throws SQLException {
		update(connection, this.release, epoch);
	}

	/** Returns what shows which revisions are in flight. */
	RevisionsInFlight inFlight() {
		return this.inFlight;
	}

	/** Reads the numbers of a range that have rows at the connection's isolation. */
	NavigableSet<Long> numbers(Connection connection, long first, long last) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.numbers)) {
			statement.setLong(1, first);
			statement.setLong(2, last);
			return SqlNumbers.read(statement.executeQuery());
		}
	}

	/**
	 * Advances the mark in a transaction, with the times of what becomes settled.
	 * @param from the mark as it was
	 * @param to the mark as it becomes
	 * @param committed the numbers between them that have rows
	 * @return false where another node leads
	 */
	boolean advance(Connection connection, long epoch, long from, long to, NavigableSet<Long> committed)
			throws SQLException {
		boolean advanced;
		try (PreparedStatement statement = connection.prepareStatement(this.advance)) {
			statement.setLong(1, to);
			statement.setLong(2, epoch);
			statement.setLong(3, from);
			advanced = statement.executeUpdate() == 1;
		}
		if (advanced) {
			times(connection, committed);
		}
		return advanced;
	}

	/** Notes the times of settled revisions. */
	void times(Connection connection, NavigableSet<Long> committed) throws SQLException {
		NavigableSet<Long> rest = new TreeSet<>(committed);
		try (Statement statement = connection.createStatement()) {
			while (!rest.isEmpty()) {
				long block = Math.floorDiv(rest.first(), TimeRow.REVISIONS);
				NavigableSet<Long> ofBlock = rest.headSet((block + 1) * TimeRow.REVISIONS, false);
				// As texts, since a locale may have digits of its own
				Object[] range = { Long.toString(block), ofBlock.first().toString(), ofBlock.last().toString() };
				String change = isKnown(statement, this.findBlock.formatted(range)) ? this.widen : this.addBlock;
				statement.executeUpdate(change.formatted(range));
				rest = rest.tailSet(ofBlock.last(), false);
			}
		}
	}

	/** The number of rows that an update changes may leave out those that it finds. */
	private static boolean isKnown(Statement statement, String sql) throws SQLException {
		try (ResultSet row = statement.executeQuery(sql)) {
			return row.next();
		}
	}

	private static boolean update(Connection connection, String sql, long epoch) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setLong(1, epoch);
			return statement.executeUpdate() == 1;
		}
	}

	/**
	 * The mark.
	 *
	 * @param firstUnsettled the lowest number that may be in flight
	 * @param leader the node that advances it; null for none
	 * @param epoch the number of the leader
	 * @param beat the number of its signs of life
	 * @param highest the highest committed number; 0 for none
	 */
	record Mark(long firstUnsettled, @Nullable String leader, long epoch, long beat, long highest) {

	}

}
