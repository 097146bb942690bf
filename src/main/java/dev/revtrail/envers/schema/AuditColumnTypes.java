package dev.revtrail.envers.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.revtrail.envers.model.Databases;
import org.hibernate.Length;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * Has columns of audit tables made that hold what the host's own columns hold in the
 * database, which can be more than their mapping says.
 */
final class AuditColumnTypes {

	private final Metadata metadata;

	private final SqlStringGenerationContext context;

	private final Dialect dialect;

	AuditColumnTypes(Metadata metadata, SqlStringGenerationContext context) {
		this.metadata = metadata;
		this.context = context;
		this.dialect = metadata.getDatabase().getDialect();
	}

	/**
	 * Fits the mapping of those columns that audit tables lack in the database.
	 * @param connection a connection to the database
	 * @param tables each audit table with the host's tables that it has its columns of
	 */
	void fit(Connection connection, Map<Table, Set<Table>> tables) throws SQLException {
		if (DatabaseTexts.of(this.dialect) == null) {
			return;
		}
		DatabaseColumns columns = DatabaseColumns.read(connection, this.dialect,
				Stream.concat(tables.keySet().stream(), tables.values().stream().flatMap(Collection::stream))
					.filter(Table::isPhysicalTable)
					.map(this::name)
					.distinct()
					.toList());
		Map<Column, DatabaseColumn> missing = new IdentityHashMap<>();
		tables.forEach((audit, own) -> own.stream().filter(Table::isPhysicalTable).forEach((table) -> {
			for (Column column : audit.getColumns()) {
				DatabaseColumn found = find(columns, table, column);
				if (found != null && column.getSqlType() == null && find(columns, audit, column) == null) {
					missing.put(column, found);
				}
			}
		}));
		if (!missing.isEmpty()) {
			String query = Databases.of(this.dialect).collationQuery();
			String collation = (query != null) ? collation(connection, query) : null;
			missing.forEach((column, own) -> fit(column, own, collation));
		}
	}

	private @Nullable DatabaseColumn find(DatabaseColumns columns, Table table, Column column) {
		Column own = table.getColumn(column);
		return (own != null) ? columns.find(name(table), own.getQuotedName(this.dialect)) : null;
	}

	/** The collation of columns for which statements name none. */
	private static @Nullable String collation(Connection connection, String query) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
			return row.next() ? row.getString(1) : null;
		}
	}

	private void fit(Column column, DatabaseColumn own, @Nullable String collation) {
		int type = column.getSqlTypeCode(this.metadata);
		String wanted = switch (ColumnFamily.of(own)) {
			case TEXT -> SqlTypes.isCharacterType(type) ? text(column, own, collation) : null;
			case BINARY -> SqlTypes.isBinaryType(type) && isLonger(own, column) ? own.declared() : null;
			case DECIMAL -> SqlTypes.isNumericOrDecimal(type) && isLargerNumber(own, column) ? own.declared() : null;
			default -> null;
		};
		if (wanted != null) {
			column.setSqlType(wanted);
		}
	}

	private static @Nullable String text(Column column, DatabaseColumn own, @Nullable String collation) {
		if (collation == null) {
			boolean loose = own.type().equals("varchar_ignorecase")
					|| (own.characters() == null && own.collation() != null);
			return (isLonger(own, column) || loose) ? own.declared() : null;
		}
		if (!collation.equals(own.collation())) {
			return own.declared() + " character set " + own.characters() + " collate " + own.collation();
		}
		return isLonger(own, column) ? own.declared() : null;
	}

	private static boolean isLonger(DatabaseColumn own, Column column) {
		Long length = column.getLength();
		return own.length() != null && own.length() > ((length != null) ? length : Length.DEFAULT);
	}

	private static boolean isLargerNumber(DatabaseColumn own, Column column) {
		int precision = (column.getPrecision() != null) ? column.getPrecision() : 0;
		int scale = (column.getScale() != null) ? column.getScale() : 0;
		Integer digits = own.precision();
		Integer fraction = own.scale();
		return digits != null && fraction != null && fraction >= scale && digits - fraction >= precision - scale
				&& digits > precision && precision > 0;
	}

	private String name(Table table) {
		return this.context.format(table.getQualifiedTableName());
	}

}
