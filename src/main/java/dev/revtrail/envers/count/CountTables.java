package dev.revtrail.envers.count;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.revtrail.envers.model.SqlNames;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;

/**
 * The statements that write counts. Whoever writes has locked the follower that keeps
 * them. Rows are read, and written with new numbers, many with one statement, which all
 * databases can.
 */
final class CountTables {

	private static final int ROWS_PER_STATEMENT = 500;

	/** A transaction may have begun to read before others wrote these rows. */
	private static final String CURRENT = " for update";

	private final String knownSeries;

	private final String insertSeries;

	private final String read;

	private final String delete;

	private final String insert;

	private final String oldCounts;

	private final String oldSeries;

	private final String outdated;

	CountTables(SessionFactoryImplementor sessionFactory) {
		EntityPersister series = sessionFactory.getMappingMetamodel().getEntityDescriptor(SeriesRow.class);
		String table = SqlNames.table(series);
		String id = SqlNames.idColumns(series).get(0);
		String generation = SqlNames.column(series, "generation");
		this.knownSeries = "select " + id + " from " + table + " where " + id + " in (%s)" + CURRENT;
		List<String> columns = List.of("generation", "grain", "organization", "recordType", "field", "action",
				"outcome", "source", "brand", "actorType");
		this.insertSeries = "insert into " + table + " (" + id + ", "
				+ String.join(", ", columns.stream().map((name) -> SqlNames.column(series, name)).toList())
				+ ") values ";
		EntityPersister count = sessionFactory.getMappingMetamodel().getEntityDescriptor(DayCountRow.class);
		String counts = SqlNames.table(count);
		String of = SqlNames.column(count, "series");
		String day = SqlNames.column(count, "utcDay");
		String entries = SqlNames.column(count, "entries");
		String quarters = SqlNames.column(count, "quarters");
		String ofDay = " from " + counts + " where " + day + " = ? and " + of + " in (%s)";
		this.read = "select " + String.join(", ", of, entries, quarters) + ofDay + CURRENT;
		this.delete = "delete" + ofDay;
		this.insert = "insert into " + counts + " (" + String.join(", ", of, day, entries, quarters) + ") values ";
		this.outdated = "select " + id + " from " + table + " where " + generation + " <> ?";
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
			for (Map<Long, DayCounts> some : batches(day.getValue())) {
				add(connection, day.getKey(), some);
			}
		}
	}

	private void insertMissing(Connection connection, long generation, Map<Long, Series> series) throws SQLException {
		for (Map<Long, Series> some : batches(series)) {
			some.keySet().removeAll(ids(connection, this.knownSeries.formatted(list(some.keySet()))));
			List<List<Object>> rows = new ArrayList<>();
			some.forEach((id, row) -> rows
				.add(Arrays.asList(id, generation, row.grain(), row.organization(), row.recordType(), row.field(),
						row.action(), row.outcome(), row.source(), row.brand(), row.actorType())));
			insert(connection, this.insertSeries, rows);
		}
	}

	private void add(Connection connection, int day, Map<Long, DayCounts> added) throws SQLException {
		Map<Long, DayCounts> stored = stored(connection, day, added.keySet());
		delete(connection, day, stored.keySet());
		List<List<Object>> rows = new ArrayList<>();
		added.forEach((series, counts) -> {
			DayCounts sum = stored.getOrDefault(series, new DayCounts());
			sum.addAll(counts);
			if (sum.total() != 0) {
				rows.add(List.of(series, day, sum.total(), sum.text()));
			}
		});
		insert(connection, this.insert, rows);
	}

	private Map<Long, DayCounts> stored(Connection connection, int day, Collection<Long> series) throws SQLException {
		Map<Long, DayCounts> stored = new TreeMap<>();
		try (PreparedStatement statement = connection.prepareStatement(this.read.formatted(list(series)))) {
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
			try (PreparedStatement statement = connection.prepareStatement(this.delete.formatted(list(ids)))) {
				statement.setInt(1, day);
				statement.executeUpdate();
			}
		}
	}

	/**
	 * Removes some of the counts of other generations.
	 * @return whether there were any
	 */
	boolean removeOutdated(Connection connection, long generation) throws SQLException {
		Set<Long> ids;
		try (PreparedStatement statement = connection.prepareStatement(this.outdated)) {
			statement.setLong(1, generation);
			statement.setMaxRows(ROWS_PER_STATEMENT);
			ids = ids(statement.executeQuery());
		}
		if (ids.isEmpty()) {
			return false;
		}
		for (String delete : List.of(this.oldCounts, this.oldSeries)) {
			try (PreparedStatement statement = connection.prepareStatement(delete.formatted(list(ids)))) {
				statement.executeUpdate();
			}
		}
		return true;
	}

	private static void insert(Connection connection, String insert, List<List<Object>> rows) throws SQLException {
		if (rows.isEmpty()) {
			return;
		}
		String one = "(" + String.join(", ", Collections.nCopies(rows.get(0).size(), "?")) + ")";
		try (PreparedStatement statement = connection
			.prepareStatement(insert + String.join(", ", Collections.nCopies(rows.size(), one)))) {
			int parameter = 1;
			for (List<Object> row : rows) {
				for (Object value : row) {
					statement.setObject(parameter++, value);
				}
			}
			statement.executeUpdate();
		}
	}

	private static Set<Long> ids(Connection connection, String sql) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			return ids(statement.executeQuery());
		}
	}

	private static Set<Long> ids(ResultSet rows) throws SQLException {
		Set<Long> ids = new HashSet<>();
		try (rows) {
			while (rows.next()) {
				ids.add(rows.getLong(1));
			}
		}
		return ids;
	}

	private static <T> List<Map<Long, T>> batches(Map<Long, T> all) {
		List<Map<Long, T>> batches = new ArrayList<>();
		Map<Long, T> batch = new TreeMap<>();
		for (Map.Entry<Long, T> row : all.entrySet()) {
			batch.put(row.getKey(), row.getValue());
			if (batch.size() == ROWS_PER_STATEMENT) {
				batches.add(batch);
				batch = new TreeMap<>();
			}
		}
		if (!batch.isEmpty()) {
			batches.add(batch);
		}
		return batches;
	}

	private static String list(Collection<Long> ids) {
		return String.join(", ", ids.stream().map(String::valueOf).toList());
	}

}
