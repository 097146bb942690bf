package dev.revtrail.envers.count;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import dev.revtrail.envers.index.RecordRows;
import dev.revtrail.envers.index.RowInsert;
import dev.revtrail.envers.model.SqlNames;
import dev.revtrail.envers.model.SqlNumbers;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;

/**
 * The statements that write counts. The follower that keeps them is locked meanwhile.
 * Rows are read, and written with new numbers, many with one statement, which all
 * databases can.
 */
final class CountTables {

	private static final int MOST_OUTDATED = 100;

	/** A transaction may have begun to read before others wrote these rows. */
	private static final String CURRENT = " for update";

	private final String knownSeries;

	private final RowInsert insertSeries;

	private final String read;

	private final String delete;

	private final RowInsert insert;

	private final String oldCounts;

	private final String oldSeries;

	private final String outdated;

	CountTables(SessionFactoryImplementor sessionFactory) {
		EntityPersister series = sessionFactory.getMappingMetamodel().getEntityDescriptor(SeriesRow.class);
		String table = SqlNames.table(series);
		String id = SqlNames.idColumns(series).get(0);
		String generation = SqlNames.column(series, "generation");
		this.knownSeries = "select " + id + " from " + table + " where " + id + " in (%s)" + CURRENT;
		this.insertSeries = new RowInsert(series, List.of("id", "generation", "grain", "organization", "recordType",
				"field", "action", "outcome", "source", "brand", "actorType"));
		EntityPersister count = sessionFactory.getMappingMetamodel().getEntityDescriptor(DayCountRow.class);
		String counts = SqlNames.table(count);
		String of = SqlNames.column(count, "series");
		String day = SqlNames.column(count, "utcDay");
		String entries = SqlNames.column(count, "entries");
		String quarters = SqlNames.column(count, "quarters");
		String ofDay = " from " + counts + " where " + day + " = ? and " + of + " in (%s)";
		this.read = "select " + String.join(", ", of, entries, quarters) + ofDay + CURRENT;
		this.delete = "delete" + ofDay;
		this.insert = new RowInsert(count, List.of("series", "utcDay", "entries", "quarters"));
		this.outdated = "select " + id + " from " + table + " where " + generation + " < ?";
		this.oldCounts = "delete from " + counts + " where " + of + " in (%s)";
		this.oldSeries = "delete from " + table + " where " + id + " in (%s)";
	}

	/** Adds counts, or subtracts negative ones. */
	void add(Connection connection, long generation, Tally tally) throws SQLException {
		Map<Long, Series> series = new TreeMap<>();
		Map<Integer, Map<Long, DayCounts>> byDay = new TreeMap<>();
		tally.series().forEach((key, days) -> {
			long id = key.id(generation);
			series.put(id, key);
			DayCounts all = new DayCounts();
			days.forEach((day, counts) -> {
				byDay.computeIfAbsent(day, (number) -> new TreeMap<>()).put(id, counts);
				all.addTotal(counts);
			});
			byDay.computeIfAbsent(DayCounts.ALL_DAYS, (number) -> new TreeMap<>()).put(id, all);
		});
		insertMissing(connection, generation, series);
		for (Map.Entry<Integer, Map<Long, DayCounts>> day : byDay.entrySet()) {
			for (List<Long> ids : RecordRows.batches(day.getValue().keySet())) {
				add(connection, day.getKey(), day.getValue(), ids);
			}
		}
	}

	private void insertMissing(Connection connection, long generation, Map<Long, Series> series) throws SQLException {
		for (List<Long> ids : RecordRows.batches(series.keySet())) {
			Set<Long> known = ids(connection, this.knownSeries.formatted(SqlNumbers.list(ids)));
			List<List<Object>> rows = new ArrayList<>();
			for (long id : ids) {
				if (!known.contains(id)) {
					Series row = Objects.requireNonNull(series.get(id));
					rows.add(Arrays.asList(id, generation, row.grain(), row.organization(), row.recordType(),
							row.field(), row.action(), row.outcome(), row.source(), row.brand(), row.actorType()));
				}
			}
			this.insertSeries.insert(connection, rows);
		}
	}

	private void add(Connection connection, int day, Map<Long, DayCounts> added, List<Long> ids) throws SQLException {
		Map<Long, DayCounts> stored = stored(connection, day, ids);
		delete(connection, day, stored.keySet());
		List<List<Object>> rows = new ArrayList<>();
		for (long id : ids) {
			DayCounts sum = stored.getOrDefault(id, new DayCounts());
			sum.addAll(Objects.requireNonNull(added.get(id)));
			if (sum.total() != 0) {
				rows.add(List.of(id, day, sum.total(), sum.text()));
			}
		}
		this.insert.insert(connection, rows);
	}

	private Map<Long, DayCounts> stored(Connection connection, int day, Collection<Long> series) throws SQLException {
		Map<Long, DayCounts> stored = new TreeMap<>();
		try (PreparedStatement statement = connection.prepareStatement(this.read.formatted(SqlNumbers.list(series)))) {
			statement.setInt(1, day);
			try (ResultSet row = statement.executeQuery()) {
				while (row.next()) {
					stored.put(row.getLong(1), new DayCounts(row.getLong(2), row.getString(3)));
				}
			}
		}
		return stored;
	}

	private void delete(Connection connection, int day, Set<Long> ids) throws SQLException {
		if (!ids.isEmpty()) {
			try (PreparedStatement statement = connection
				.prepareStatement(this.delete.formatted(SqlNumbers.list(ids)))) {
				statement.setInt(1, day);
				statement.executeUpdate();
			}
		}
	}

	/**
	 * Removes some of the counts of earlier generations.
	 * @return whether there were any
	 */
	boolean removeOutdated(Connection connection, long generation) throws SQLException {
		Set<Long> ids;
		try (PreparedStatement statement = connection.prepareStatement(this.outdated)) {
			statement.setLong(1, generation);
			statement.setMaxRows(MOST_OUTDATED);
			ids = SqlNumbers.read(statement.executeQuery());
		}
		if (ids.isEmpty()) {
			return false;
		}
		for (String delete : List.of(this.oldCounts, this.oldSeries)) {
			try (PreparedStatement statement = connection.prepareStatement(delete.formatted(SqlNumbers.list(ids)))) {
				statement.executeUpdate();
			}
		}
		return true;
	}

	private static Set<Long> ids(Connection connection, String sql) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			return SqlNumbers.read(statement.executeQuery());
		}
	}

}
