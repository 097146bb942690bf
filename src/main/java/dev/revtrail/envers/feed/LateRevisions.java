package dev.revtrail.envers.feed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.revtrail.envers.index.EntryIds;
import dev.revtrail.envers.index.RecordRows;
import dev.revtrail.envers.index.RowInsert;
import dev.revtrail.envers.model.SqlNames;
import dev.revtrail.envers.model.SqlNumbers;
import dev.revtrail.envers.model.TrackedFactory;
import org.hibernate.metamodel.MappingMetamodel;
import org.hibernate.persister.entity.EntityPersister;

/**
 * The statements on numbers that the mark has passed without a revision, and on revisions
 * that appeared with such a number all the same.
 * <p>
 * Transactional followers leave out revisions with passed numbers, so that they get them
 * once: when they are late. All this is exact since their rows are locked while they take
 * a step, and while it is noted what is late for them.
 */
final class LateRevisions {

	private final RowInsert insertPassed;

	private final String passed;

	private final String passedBetween;

	private final String deletePassed;

	private final String stillPassed;

	private final String appeared;

	private final String followers;

	private final String lockFollowers;

	private final RowInsert insertLate;

	private final String late;

	private final String deleteLate;

	LateRevisions(TrackedFactory factory) {
		MappingMetamodel metamodel = factory.sessionFactory().getMappingMetamodel();
		EntityPersister passed = metamodel.getEntityDescriptor(PassedRow.class);
		String passedNumbers = SqlNames.table(passed);
		String number = SqlNames.idColumns(passed).get(0);
		EntityPersister revision = metamodel.getEntityDescriptor(factory.revisionClass());
		String id = SqlNames.idColumns(revision).get(0);
		this.insertPassed = new RowInsert(passed, List.of("revision"));
		this.passed = "select " + number + " from " + passedNumbers;
		this.passedBetween = this.passed + " where " + number + " >= %s and " + number + " <= %s";
		this.deletePassed = "delete from " + passedNumbers + " where " + number + " in (%s)";
		this.stillPassed = this.passed + " where " + number + " in (%s) for update";
		this.appeared = "select p." + number + " from " + passedNumbers + " p join " + SqlNames.table(revision)
				+ " r on r." + id + " = p." + number;
		EntityPersister follower = metamodel.getEntityDescriptor(FollowerRow.class);
		this.followers = "select count(*) from " + SqlNames.table(follower);
		this.lockFollowers = "select "
				+ String.join(", ", SqlNames.idColumns(follower).get(0), SqlNames.column(follower, "position"),
						SqlNames.column(follower, "transactional"))
				+ " from " + SqlNames.table(follower) + " for update skip locked";
		EntityPersister late = metamodel.getEntityDescriptor(LateRow.class);
		String name = SqlNames.column(late, "follower");
		this.insertLate = new RowInsert(late, List.of("revision", "follower"));
		this.late = "select " + name + ", " + SqlNames.column(late, "revision") + " from " + SqlNames.table(late);
		this.deleteLate = "delete from " + SqlNames.table(late) + " where " + name + " = ? and "
				+ SqlNames.column(late, "revision") + " in (%s)";
	}

	/** Notes numbers that the mark passes, or that are known to be rolled back. */
	void addPassed(Connection connection, Collection<Long> numbers) throws SQLException {
		this.insertPassed.insert(connection, numbers.stream().map((number) -> List.<Object>of(number)).toList());
	}

	/** Reads the passed numbers that are watched. */
	NavigableSet<Long> passed(Connection connection) throws SQLException {
		return numbers(connection, this.passed);
	}

	/** Reads those of a range, which may lie above the mark still. */
	NavigableSet<Long> passed(Connection connection, long first, long last) throws SQLException {
		return numbers(connection, this.passedBetween.formatted(Long.toString(first), Long.toString(last)));
	}

	/** Ends the watch of passed numbers. */
	void deletePassed(Connection connection, Collection<Long> numbers) throws SQLException {
		for (List<Long> some : RecordRows.batches(numbers)) {
			try (Statement statement = connection.createStatement()) {
				statement.executeUpdate(this.deletePassed.formatted(SqlNumbers.list(some)));
			}
		}
	}

	/** Reads which of the passed numbers have a revision. */
	NavigableSet<Long> appeared(Connection connection) throws SQLException {
		return numbers(connection, this.appeared);
	}

	/**
	 * Notes in a transaction that revisions with passed numbers have appeared, for all
	 * followers which do not get them otherwise. It reads what is committed, and so not
	 * in a snapshot.
	 * @return false where a follower is taking a step, so that it must be tried again
	 */
	boolean addLate(Connection connection, NavigableSet<Long> appeared) throws SQLException {
		List<List<Object>> late = new ArrayList<>();
		// Another leader may have noted some
		NavigableSet<Long> revisions = stillPassed(connection, appeared);
		try (Statement statement = connection.createStatement()) {
			long locked = 0;
			try (ResultSet row = statement.executeQuery(this.lockFollowers)) {
				while (row.next()) {
					locked++;
					long position = row.getLong(2);
					boolean exact = row.getBoolean(3);
					String name = row.getString(1);
					revisions.stream()
						// Others may have begun to take what lies there
						.filter((revision) -> !exact || position > EntryIds.floor(revision))
						.forEach((revision) -> late.add(List.of(revision, name)));
				}
			}
			try (ResultSet row = statement.executeQuery(this.followers)) {
				if (row.next() && locked < row.getLong(1)) {
					return false;
				}
			}
		}
		this.insertLate.insert(connection, late);
		deletePassed(connection, revisions);
		return true;
	}

	private NavigableSet<Long> stillPassed(Connection connection, Collection<Long> numbers) throws SQLException {
		NavigableSet<Long> still = new TreeSet<>();
		for (List<Long> some : RecordRows.batches(numbers)) {
			still.addAll(numbers(connection, this.stillPassed.formatted(SqlNumbers.list(some))));
		}
		return still;
	}

	/** Reads what is late, by follower. */
	Map<String, SortedSet<Long>> late(Connection connection) throws SQLException {
		Map<String, SortedSet<Long>> late = new TreeMap<>();
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(this.late)) {
			while (row.next()) {
				late.computeIfAbsent(row.getString(1), (name) -> new TreeSet<>()).add(row.getLong(2));
			}
		}
		return late;
	}

	/** A follower has got what was late. */
	void delete(Connection connection, String follower, Collection<Long> revisions) throws SQLException {
		for (List<Long> some : RecordRows.batches(revisions)) {
			try (PreparedStatement statement = connection
				.prepareStatement(this.deleteLate.formatted(SqlNumbers.list(some)))) {
				statement.setString(1, follower);
				statement.executeUpdate();
			}
		}
	}

	private static NavigableSet<Long> numbers(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			return SqlNumbers.read(statement.executeQuery(sql));
		}
	}

}
