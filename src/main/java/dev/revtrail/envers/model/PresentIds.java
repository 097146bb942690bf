package dev.revtrail.envers.model;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Looks for ids in a table, whatever class and state their rows are of.
 *
 * @param key how the ids are spelled
 * @param table the table
 * @param columns its columns for an id, in the order of the names of the id's parts
 */
public record PresentIds(RecordKey key, String table, List<String> columns) {

	/**
	 * Returns those of some ids that the table has.
	 * @param session the session whose connection is used
	 * @param ids the values of the ids' parts
	 * @return the texts by which the ids are known, as they were asked for
	 */
	public Set<String> in(SharedSessionContractImplementor session,
			List<? extends List<? extends @Nullable Object>> ids) {
		if (ids.isEmpty()) {
			return Set.of();
		}
		String sql = "select distinct " + String.join(", ", this.columns) + " from " + this.table + " where "
				+ SqlSource.in(this.columns, ids.size());
		WantedKeys wanted = WantedKeys.ofRecords(this.key,
				ids.stream().map((id) -> String.valueOf(this.key.text(id))).toList());
		return session.getJdbcCoordinator().coordinateWork((executor, connection) -> {
			Set<String> found = new HashSet<>();
			try (PreparedStatement statement = connection.prepareStatement(sql)) {
				int parameter = 1;
				for (List<? extends @Nullable Object> id : ids) {
					parameter = this.key.bind(statement, parameter, id, session);
				}
				try (ResultSet rows = statement.executeQuery()) {
					while (rows.next()) {
						found.add(wanted.meantRecord(text(rows, session)));
					}
				}
			}
			return found;
		});
	}

	private String text(ResultSet row, SharedSessionContractImplementor session) throws SQLException {
		List<@Nullable Object> parts = new ArrayList<>();
		int column = 1;
		for (var type : this.key.types()) {
			parts.add(type.getJdbcValueExtractor().extract(row, column++, session));
		}
		return String.valueOf(this.key.text(parts));
	}

}
