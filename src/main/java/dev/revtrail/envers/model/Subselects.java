package dev.revtrail.envers.model;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Reads the result of one scalar subselect for each of many things, with few statements.
 */
public final class Subselects {

	private static final int ROWS_PER_STATEMENT = 500;

	private Subselects() {
	}

	/**
	 * Rounds up how many parameters a statement has, so that few different statements are
	 * prepared.
	 * @param size how many it needs
	 * @return the next power of two
	 */
	public static int padded(int size) {
		return (size <= 1) ? 1 : Integer.highestOneBit(size - 1) << 1;
	}

	/**
	 * Reads the results.
	 * @param <T> what the subselect is of
	 * @param session the session whose connection is used
	 * @param subselect the subselect, in parentheses
	 * @param things what to read it for
	 * @param binder sets its parameters for one of them
	 * @param reader takes the result for one of them, which may be null
	 */
	public static <T> void read(SharedSessionContractImplementor session, String subselect, List<T> things,
			Binder<T> binder, Reader<T> reader) {
		for (int from = 0; from < things.size(); from += ROWS_PER_STATEMENT) {
			List<T> some = things.subList(from, Math.min(from + ROWS_PER_STATEMENT, things.size()));
			session.getJdbcCoordinator().coordinateWork((executor, connection) -> {
				read(connection, subselect, some, binder, reader);
				return null;
			});
		}
	}

	private static <T> void read(Connection connection, String subselect, List<T> things, Binder<T> binder,
			Reader<T> reader) throws SQLException {
		String selects = IntStream.range(0, things.size())
			.mapToObj((thing) -> "select " + thing + ", " + subselect)
			.collect(Collectors.joining(" union all "));
		try (PreparedStatement statement = connection.prepareStatement(selects)) {
			int parameter = 1;
			for (T thing : things) {
				parameter = binder.bind(statement, parameter, thing);
			}
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					reader.read(things.get(rows.getInt(1)), rows, 2);
				}
			}
		}
	}

	/**
	 * Sets parameters.
	 *
	 * @param <T> what they are of
	 */
	public interface Binder<T> {

		/** Sets them from one on, and returns the next one. */
		int bind(PreparedStatement statement, int first, T thing) throws SQLException;

	}

	/**
	 * Takes a result.
	 *
	 * @param <T> what it is of
	 */
	public interface Reader<T> {

		/** Reads it from a column. */
		public void read(T thing, ResultSet rows, int column) throws SQLException;

	}

}
