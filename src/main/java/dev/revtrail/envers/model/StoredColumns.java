package dev.revtrail.envers.model;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * The columns of the host's tables as the database has them, which need not be as they
 * are mapped. They are read once for each schema, when the tracked model is built.
 */
final class StoredColumns implements ColumnForms {

	/** How long a moment's text is without its fraction: a date and a time, or a time. */
	private static final int TIMESTAMP_LENGTH = 19;

	private static final int TIME_LENGTH = 8;

	private static final Set<Integer> FIXED_TEXTS = Set.of(SqlTypes.CHAR, SqlTypes.NCHAR);

	private static final Set<Integer> TEXTS = Set.of(SqlTypes.CHAR, SqlTypes.NCHAR, SqlTypes.VARCHAR,
			SqlTypes.NVARCHAR);

	private final SessionFactoryImplementor sessionFactory;

	private final boolean padded;

	private final boolean hidesFractions;

	/**
	 * The columns by schema, table and name; "" stands for the connection's own schema.
	 */
	private final Map<String, Map<String, Map<String, StoredForm>>> bySchema = new HashMap<>();

	private final Map<String, KeyComparison> comparisons = new HashMap<>();

	StoredColumns(SessionFactoryImplementor sessionFactory) {
		this.sessionFactory = sessionFactory;
		DatabaseSupport database = Databases.of(sessionFactory.getJdbcServices().getDialect());
		this.padded = database.padsFixedTexts();
		this.hidesFractions = database.hidesFractions();
	}

	/** The form is not known where the database has no such column. */
	@Override
	public @Nullable StoredForm form(SelectableMapping column) {
		String[] table = SqlNames.unquoted(column.getContainingTableExpression()).split("\\.");
		return this.bySchema
			.computeIfAbsent((table.length > 1) ? table[table.length - 2] : "",
					(qualifier) -> read((connection) -> read(connection, qualifier)))
			.getOrDefault(table[table.length - 1], Map.of())
			.get(SqlNames.unquoted(column.getSelectionExpression()));
	}

	@Override
	public KeyComparison comparison(SelectableMapping column) {
		StoredForm form = form(column);
		if (form == null || !TEXTS.contains(form.type())) {
			return KeyComparison.EXACT;
		}
		if (FIXED_TEXTS.contains(form.type())) {
			return KeyComparison.PADDED;
		}
		return this.comparisons.computeIfAbsent(
				column.getContainingTableExpression() + "." + column.getSelectionExpression(),
				(name) -> read((connection) -> isLoose(connection, column)) ? KeyComparison.LOOSE
						: KeyComparison.EXACT);
	}

	/**
	 * Asks the database by a text that is of the column's type, and not in its table.
	 */
	private static boolean isLoose(Connection connection, SelectableMapping column) throws SQLException {
		String name = column.getSelectionExpression();
		try (PreparedStatement statement = connection
			.prepareStatement("select count(*) from (select " + name + " from " + column.getContainingTableExpression()
					+ " where 1 = 0 union all select 'a') texts where " + name + " in ('A', 'a ')");
				ResultSet equal = statement.executeQuery()) {
			return equal.next() && equal.getInt(1) > 0;
		}
	}

	private <T> T read(ConnectionReader<T> reader) {
		JdbcConnectionAccess access = this.sessionFactory.getJdbcServices().getBootstrapJdbcConnectionAccess();
		try {
			Connection connection = access.obtainConnection();
			try {
				return reader.read(connection);
			}
			finally {
				access.releaseConnection(connection);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The columns of the tracked tables could not be read.", ex);
		}
	}

	/** Where a database has no schemas, a table is qualified by its catalog. */
	private Map<String, Map<String, StoredForm>> read(Connection connection, String qualifier) throws SQLException {
		String ownSchema = connection.getSchema();
		String schema = qualifier.isEmpty() ? ownSchema : qualifier;
		String catalog = (ownSchema != null || qualifier.isEmpty()) ? connection.getCatalog() : qualifier;
		Map<String, Map<String, StoredForm>> byTable = new HashMap<>();
		try (ResultSet columns = connection.getMetaData().getColumns(catalog, null, "%", "%")) {
			while (columns.next()) {
				if (ownSchema == null || schema.equalsIgnoreCase(columns.getString("TABLE_SCHEM"))) {
					byTable
						.computeIfAbsent(SqlNames.unquoted(columns.getString("TABLE_NAME")), (table) -> new HashMap<>())
						.put(SqlNames.unquoted(columns.getString("COLUMN_NAME")), form(columns));
				}
			}
		}
		return byTable;
	}

	private StoredForm form(ResultSet column) throws SQLException {
		int type = column.getInt("DATA_TYPE");
		int size = column.getInt("COLUMN_SIZE");
		int digits = column.getInt("DECIMAL_DIGITS");
		return new StoredForm(type, size, (digits > 0 || !this.hidesFractions) ? digits : fraction(type, size),
				this.padded);
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
	 * Reads from a connection.
	 *
	 * @param <T> what is read
	 */
	private interface ConnectionReader<T> {

		T read(Connection connection) throws SQLException;

	}

}
