package dev.revtrail.envers.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

import dev.revtrail.envers.model.SqlNames;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Inserts rows into one of the library's tables, many with one statement.
 */
public final class RowInsert {

	private static final int ROWS_PER_STATEMENT = 100;

	private final String insert;

	private final String values;

	/**
	 * Creates an insertion.
	 * @param persister the persister of the table's entity
	 * @param attributes the attributes that rows have values for
	 */
	public RowInsert(EntityPersister persister, List<String> attributes) {
		this.insert = "insert into " + SqlNames.table(persister) + " ("
				+ String.join(", ", attributes.stream().map((name) -> SqlNames.column(persister, name)).toList())
				+ ") values ";
		this.values = "(" + String.join(", ", Collections.nCopies(attributes.size(), "?")) + ")";
	}

	/**
	 * Inserts rows.
	 * @param session the session whose connection is used
	 * @param rows the rows, each with a value for every attribute
	 */
	public void insert(SharedSessionContractImplementor session, List<List<Object>> rows) {
		session.getJdbcCoordinator().coordinateWork((executor, connection) -> {
			insert(connection, rows);
			return null;
		});
	}

	/**
	 * Inserts rows.
	 * @param connection the connection
	 * @param rows the rows, each with a value for every attribute
	 */
	public void insert(Connection connection, List<List<Object>> rows) throws SQLException {
		for (int from = 0; from < rows.size(); from += ROWS_PER_STATEMENT) {
			List<List<Object>> some = rows.subList(from, Math.min(from + ROWS_PER_STATEMENT, rows.size()));
			try (PreparedStatement statement = connection
				.prepareStatement(this.insert + String.join(", ", Collections.nCopies(some.size(), this.values)))) {
				int parameter = 1;
				for (List<Object> row : some) {
					for (Object value : row) {
						statement.setObject(parameter++, value);
					}
				}
				statement.executeUpdate();
			}
		}
	}

}
