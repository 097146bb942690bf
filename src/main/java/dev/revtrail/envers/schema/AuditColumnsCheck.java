package dev.revtrail.envers.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.revtrail.envers.AuditTablesMode;
import dev.revtrail.envers.UnsuitableAuditTablesException;
import dev.revtrail.envers.model.SqlNames;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedFactory;
import dev.revtrail.envers.model.TrackedField;
import dev.revtrail.envers.model.UnmappedColumns;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;
import org.hibernate.persister.entity.AbstractEntityPersister;

/**
 * Finds columns of audit tables that do not hold what their entities' columns do, and
 * those that Envers does not fill and that cannot be empty. Envers makes such columns for
 * keys, elements of collections and discriminators; they stay when these are gone or have
 * another column.
 */
public final class AuditColumnsCheck {

	private final TrackedFactory factory;

	private final AuditTablesMode mode;

	public AuditColumnsCheck(TrackedFactory factory, AuditTablesMode mode) {
		this.factory = factory;
		this.mode = mode;
	}

	/**
	 * Checks the audit tables, unless connections are read-only.
	 * @throws UnsuitableAuditTablesException when changes of entities could not be
	 * recorded, or would be mixed up
	 * @throws SQLException when the tables cannot be inspected
	 */
	public void run() throws SQLException {
		JdbcConnectionAccess access = this.factory.sessionFactory()
			.getJdbcServices()
			.getBootstrapJdbcConnectionAccess();
		Connection connection = access.obtainConnection();
		try {
			ExactTexts texts = DatabaseTexts.of(dialect());
			if (texts != null && !connection.isReadOnly()) {
				check(connection, texts);
			}
		}
		finally {
			access.releaseConnection(connection);
		}
	}

	private Dialect dialect() {
		return this.factory.sessionFactory().getJdbcServices().getDialect();
	}

	private void check(Connection connection, ExactTexts texts) throws SQLException {
		boolean compared = this.mode != AuditTablesMode.IGNORE;
		Collection<AuditedColumn> audited = compared ? AuditedColumns.of(this.factory) : List.of();
		Map<String, Set<String>> mapped = mappedColumns();
		Set<String> tables = new LinkedHashSet<>(mapped.keySet());
		for (AuditedColumn column : audited) {
			tables.addAll(List.of(column.audit().table(), column.own().table(), column.values().table()));
		}
		DatabaseColumns columns = DatabaseColumns.read(connection, dialect(), tables);
		AuditColumnFindings findings = new AuditColumnFindings(texts);
		mapped.forEach((table, names) -> columns.of(table)
			.stream()
			.filter((column) -> !column.nullable() && !column.filled()
					&& !names.contains(SqlNames.unquoted(column.name())))
			.forEach((column) -> findings.required(table, column)));
		audited.forEach((column) -> findings.compare(column, columns));
		findings.report();
	}

	/**
	 * Returns the columns that Envers fills, of each audit table, without quotes in lower
	 * case. A table that entities share has only those that all of them fill.
	 */
	private Map<String, Set<String>> mappedColumns() {
		Map<String, Set<String>> mapped = new LinkedHashMap<>();
		for (AbstractEntityPersister audit : auditPersisters()) {
			String[] tables = audit.getConstraintOrderedTableNameClosure();
			for (int table = 0; table < tables.length; table++) {
				Set<String> columns = UnmappedColumns.mapped(audit, table);
				mapped.computeIfAbsent(tables[table], (key) -> columns).retainAll(columns);
			}
		}
		return mapped;
	}

	private Set<AbstractEntityPersister> auditPersisters() {
		Set<AbstractEntityPersister> audits = new LinkedHashSet<>();
		for (TrackedEntity entity : this.factory.model().entities()) {
			audits.add((AbstractEntityPersister) entity.auditPersister());
			for (TrackedField.Elements field : entity.collections()) {
				audits.add((AbstractEntityPersister) this.factory.sessionFactory()
					.getMappingMetamodel()
					.getEntityDescriptor(field.history().auditEntity()));
			}
		}
		return audits;
	}

}
