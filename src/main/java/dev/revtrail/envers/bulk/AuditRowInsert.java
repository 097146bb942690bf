package dev.revtrail.envers.bulk;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.hibernate.engine.jdbc.mutation.ParameterUsage;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.EntityTableMapping;
import org.hibernate.sql.model.MutationOperationGroup;
import org.hibernate.sql.model.jdbc.JdbcMutationOperation;
import org.hibernate.sql.model.jdbc.JdbcValueDescriptor;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.ValueBinder;
import org.jspecify.annotations.Nullable;

/**
 * Inserts audit rows of one entity by Hibernate's own statements, with the values bound
 * as Hibernate binds them, but many rows with one statement.
 */
public final class AuditRowInsert {

	private static final int ROWS_PER_STATEMENT = 100;

	/** Characters of up to four bytes: statements stay below a limit of 1 MB. */
	private static final int LENGTH_PER_STATEMENT = 200_000;

	private static final int SHORT = 40;

	private static final int LONG = LENGTH_PER_STATEMENT / 10;

	/** Their values may be long, and how long shows when they are bound. */
	private static final Set<Integer> LONG_TYPES = Set.of(SqlTypes.BLOB, SqlTypes.CLOB, SqlTypes.NCLOB, SqlTypes.JSON,
			SqlTypes.JSON_ARRAY, SqlTypes.SQLXML, SqlTypes.XML_ARRAY, SqlTypes.ARRAY, SqlTypes.STRUCT,
			SqlTypes.STRUCT_ARRAY, SqlTypes.STRUCT_TABLE, SqlTypes.VARBINARY, SqlTypes.LONGVARBINARY,
			SqlTypes.LONG32VARBINARY, SqlTypes.LONGVARCHAR, SqlTypes.LONG32VARCHAR, SqlTypes.LONG32NVARCHAR);

	private final EntityPersister audit;

	private final List<Table> tables = new ArrayList<>();

	/**
	 * Creates an insertion.
	 * @param audit the persister of the audit rows
	 */
	public AuditRowInsert(EntityPersister audit) {
		this.audit = audit;
		MutationOperationGroup inserts = Objects
			.requireNonNull(audit.getInsertCoordinator().getStaticMutationOperationGroup());
		for (int i = 0; i < inserts.getNumberOfOperations(); i++) {
			this.tables.add(new Table((JdbcMutationOperation) inserts.getOperation(i)));
		}
	}

	/**
	 * Inserts rows.
	 * @param session the session whose connection is used
	 * @param rows the rows, as Envers makes them
	 */
	public void insert(SharedSessionContractImplementor session, List<Map<String, @Nullable Object>> rows) {
		session.getJdbcCoordinator().coordinateWork((executor, connection) -> {
			for (Table table : this.tables) {
				insert(session, connection, table, rows);
			}
			return null;
		});
	}

	private void insert(SharedSessionContractImplementor session, Connection connection, Table table,
			List<Map<String, @Nullable Object>> rows) throws SQLException {
		List<List<Bound>> some = new ArrayList<>();
		int length = 0;
		for (Map<String, @Nullable Object> row : rows) {
			@Nullable Object[] values = this.audit.getValues(row);
			if (!table.isIn(values)) {
				continue;
			}
			List<Bound> bound = bound(session, table, row, values);
			int own = bound.stream().mapToInt(Bound::length).sum();
			if (some.size() == ROWS_PER_STATEMENT || (!some.isEmpty() && length + own > LENGTH_PER_STATEMENT)) {
				table.insert(session, connection, some);
				some.clear();
				length = 0;
			}
			some.add(bound);
			length += own;
		}
		if (!some.isEmpty()) {
			table.insert(session, connection, some);
		}
	}

	/** The values of a row in one of its tables. */
	private List<Bound> bound(SharedSessionContractImplementor session, Table table, Map<String, @Nullable Object> row,
			@Nullable Object[] values) {
		List<Bound> bound = new ArrayList<>();
		for (int i : table.mapping.getAttributeIndexes()) {
			AttributeMapping attribute = this.audit.getAttributeMapping(i);
			if (this.audit.getPropertyInsertability()[i] && !(attribute instanceof PluralAttributeMapping)) {
				attribute.decompose(values[i], 0, bound, table, (index, all, target, value, column) -> {
					if (column.isInsertable()
							&& this.audit.physicalTableNameForMutation(column).equals(target.mapping.getTableName())) {
						all.add(target.bound(column.getSelectionExpression(), value));
					}
				}, session);
			}
		}
		table.mapping.getKeyMapping()
			.breakDownKeyJdbcValues(this.audit.getIdentifier(row, session),
					(value, column) -> bound.add(table.bound(column.getColumnName(), value)), session);
		return bound;
	}

	/**
	 * One of the tables, with Hibernate's statement for a row of it.
	 */
	private static final class Table {

		private static final String VALUES = ") values (";

		private final JdbcMutationOperation operation;

		private final EntityTableMapping mapping;

		private final String insert;

		private final String row;

		Table(JdbcMutationOperation operation) {
			this.operation = operation;
			this.mapping = (EntityTableMapping) operation.getTableDetails();
			String sql = operation.getSqlString();
			int row = sql.indexOf(VALUES) + VALUES.length() - 1;
			this.insert = sql.substring(0, row);
			this.row = sql.substring(row);
		}

		/** Whether a row with such values is in the table. */
		boolean isIn(@Nullable Object[] values) {
			return !this.mapping.isOptional()
					|| Arrays.stream(this.mapping.getAttributeIndexes()).anyMatch((i) -> values[i] != null);
		}

		Bound bound(String column, @Nullable Object value) {
			return new Bound(Objects.requireNonNull(this.operation.findValueDescriptor(column, ParameterUsage.SET)),
					value);
		}

		void insert(SharedSessionContractImplementor session, Connection connection, List<List<Bound>> rows)
				throws SQLException {
			String sql = this.insert + String.join(", ", Collections.nCopies(rows.size(), this.row));
			try (PreparedStatement statement = connection.prepareStatement(sql)) {
				int before = 0;
				for (List<Bound> row : rows) {
					for (Bound bound : row) {
						bound.bind(statement, before, session);
					}
					before += row.size();
				}
				statement.executeUpdate();
			}
		}

	}

	/**
	 * The value of a parameter.
	 *
	 * @param parameter the parameter
	 * @param value its value
	 */
	private record Bound(JdbcValueDescriptor parameter, @Nullable Object value) {

		@SuppressWarnings({ "unchecked", "rawtypes" })
		void bind(PreparedStatement statement, int before, SharedSessionContractImplementor session)
				throws SQLException {
			((ValueBinder) this.parameter.getJdbcMapping().getJdbcValueBinder()).bind(statement, this.value,
					before + this.parameter.getJdbcPosition(), session);
		}

		int length() {
			if (this.value instanceof CharSequence text) {
				return text.length();
			}
			if (this.value instanceof byte[] bytes) {
				return bytes.length;
			}
			return (this.value != null
					&& LONG_TYPES.contains(this.parameter.getJdbcMapping().getJdbcType().getDefaultSqlTypeCode()))
							? LONG : SHORT;
		}

	}

}
