package dev.revtrail.envers.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import dev.revtrail.envers.model.AuditColumn;
import dev.revtrail.envers.model.AuditColumnRow;
import dev.revtrail.envers.model.SqlNames;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Reads and writes the table of audit columns, on one connection.
 */
final class AuditColumnStore {

	private final Connection connection;

	private final String table;

	private final String auditTable;

	private final String auditColumn;

	private final String absentUntil;

	AuditColumnStore(Connection connection, SessionFactoryImplementor sessionFactory) {
		EntityPersister persister = sessionFactory.getMappingMetamodel().getEntityDescriptor(AuditColumnRow.class);
		this.connection = connection;
		this.table = SqlNames.table(persister);
		this.auditTable = SqlNames.column(persister, "auditTable");
		this.auditColumn = SqlNames.column(persister, "auditColumn");
		this.absentUntil = SqlNames.column(persister, "absentUntil");
	}

	Map<AuditColumn, Long> read() throws SQLException {
		Map<AuditColumn, Long> recorded = new HashMap<>();
		try (Statement statement = this.connection.createStatement();
				ResultSet rows = statement.executeQuery("select " + this.auditTable + ", " + this.auditColumn + ", "
						+ this.absentUntil + " from " + this.table)) {
			while (rows.next()) {
				recorded.put(new AuditColumn(rows.getString(1), rows.getString(2)), rows.getLong(3));
			}
		}
		return recorded;
	}

	void write(Map<AuditColumn, Long> added, Set<AuditColumn> gone) throws SQLException {
		try (PreparedStatement insert = this.connection.prepareStatement("insert into " + this.table + " ("
				+ this.auditTable + ", " + this.auditColumn + ", " + this.absentUntil + ") values (?, ?, ?)");
				PreparedStatement delete = this.connection.prepareStatement("delete from " + this.table + " where "
						+ this.auditTable + " = ? and " + this.auditColumn + " = ?")) {
			for (Map.Entry<AuditColumn, Long> column : added.entrySet()) {
				insert.setString(1, column.getKey().table());
				insert.setString(2, column.getKey().column());
				insert.setLong(3, column.getValue());
				insert.addBatch();
			}
			for (AuditColumn column : gone) {
				delete.setString(1, column.table());
				delete.setString(2, column.column());
				delete.addBatch();
			}
			insert.executeBatch();
			delete.executeBatch();
		}
	}

	/** Returns the last revision, where an audit table has rows; else 0. */
	long lastRevision(String auditTable, EntityPersister revision) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.setMaxRows(1);
			try (ResultSet row = statement.executeQuery("select 1 from " + auditTable)) {
				if (!row.next()) {
					return 0;
				}
			}
			try (ResultSet max = statement.executeQuery(
					"select max(" + SqlNames.idColumns(revision).get(0) + ") from " + SqlNames.rootTable(revision))) {
				return max.next() ? max.getLong(1) : 0;
			}
		}
	}

}
