package dev.revtrail.envers;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.hibernate.dialect.MySQLDialect;
import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * The columns of the host's tables as the database has them, which need not be as they
 * are mapped. Read once, in one statement for each schema.
 */
final class StoredColumns {

	/** How long a moment's text is without its fraction: a date and a time, or a time. */
	private static final int TIMESTAMP_LENGTH = 19;

	private static final int TIME_LENGTH = 8;

	private final Map<String, Map<String, StoredForm>> byTable = new HashMap<>();

	/** Reads the columns of the connection's own schema. */
	static StoredColumns of(SessionFactoryImplementor sessionFactory) {
		StoredColumns columns = new StoredColumns();
		boolean padded = !(sessionFactory.getJdbcServices().getDialect() instanceof MySQLDialect);
		JdbcConnectionAccess access = sessionFactory.getJdbcServices().getBootstrapJdbcConnectionAccess();
		try {
			Connection connection = access.obtainConnection();
			try {
				columns.read(connection.getMetaData(), connection.getCatalog(), padded);
			}
			finally {
				access.releaseConnection(connection);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The columns of the tracked tables could not be read.", ex);
		}
		return columns;
	}

	private void read(DatabaseMetaData database, @Nullable String catalog, boolean padded) throws SQLException {
		try (ResultSet rows = database.getColumns(catalog, null, "%", "%")) {
			while (rows.next()) {
				int type = rows.getInt("DATA_TYPE");
				int size = rows.getInt("COLUMN_SIZE");
				int digits = rows.getInt("DECIMAL_DIGITS");
				this.byTable
					.computeIfAbsent(rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT), (table) -> new HashMap<>())
					.put(rows.getString("COLUMN_NAME").toLowerCase(Locale.ROOT),
							new StoredForm(type, size, (digits > 0) ? digits : fraction(type, size), padded));
			}
		}
	}

	/** Some drivers give a fraction only by the length of the moment's text. */
	private static int fraction(int type, int size) {
		int whole = switch (type) {
			case SqlTypes.TIMESTAMP, SqlTypes.TIMESTAMP_WITH_TIMEZONE -> TIMESTAMP_LENGTH;
			case SqlTypes.TIME, SqlTypes.TIME_WITH_TIMEZONE -> TIME_LENGTH;
			default -> size;
		};
		return Math.max(0, size - whole - 1);
	}

	/**
	 * Returns what a mapped column makes of values; null where the database has no such
	 * column.
	 */
	@Nullable StoredForm form(SelectableMapping column) {
		String table = name(column.getContainingTableExpression());
		return this.byTable.getOrDefault(table.substring(table.lastIndexOf('.') + 1), Map.of())
			.get(name(column.getSelectionExpression()));
	}

	private static String name(String expression) {
		return expression.replaceAll("[\"`\\[\\]]", "").toLowerCase(Locale.ROOT);
	}

}
