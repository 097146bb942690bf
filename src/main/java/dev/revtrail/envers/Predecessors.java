package dev.revtrail.envers;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.hibernate.dialect.MySQLDialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.configuration.Configuration;

/**
 * Finds each record's revision before the current one, in one statement for many records.
 * <p>
 * MySQL's default isolation reads from a snapshot that may be older than the row lock
 * which the transaction waited for, so there the read is a current, locking one.
 * Creations are never looked up: a locking read that finds nothing would lock a gap, and
 * gaps are what deadlocks are made of.
 */
final class Predecessors {

	private static final int RECORDS_PER_STATEMENT = 100;

	private final Configuration envers;

	private final String currentRead;

	private final Map<TrackedEntity, String> subselects = new ConcurrentHashMap<>();

	Predecessors(SessionFactoryImplementor sessionFactory, Configuration envers) {
		this.envers = envers;
		this.currentRead = (sessionFactory.getJdbcServices().getDialect() instanceof MySQLDialect) ? " for share" : "";
	}

	void find(SharedSessionContractImplementor session, Connection connection, TrackedEntity entity,
			List<EntryWriter.Entry> entries, long revision) throws SQLException {
		for (int from = 0; from < entries.size(); from += RECORDS_PER_STATEMENT) {
			List<EntryWriter.Entry> some = entries.subList(from,
					Math.min(from + RECORDS_PER_STATEMENT, entries.size()));
			List<String> selects = new ArrayList<>();
			for (int i = 0; i < some.size(); i++) {
				selects.add("select " + i + ", (" + this.subselects.computeIfAbsent(entity, this::subselect) + ")");
			}
			try (PreparedStatement statement = connection.prepareStatement(String.join(" union all ", selects))) {
				int parameter = 1;
				for (EntryWriter.Entry entry : some) {
					parameter = entity.key()
						.bind(statement, parameter, entity.key().values(entry.record.id(), session), session);
					statement.setLong(parameter++, revision);
				}
				try (ResultSet rows = statement.executeQuery()) {
					while (rows.next()) {
						EntryWriter.Entry entry = some.get(rows.getInt(1));
						long previous = rows.getLong(2);
						entry.previousRevision = rows.wasNull() ? null : previous;
					}
				}
			}
		}
	}

	private String subselect(TrackedEntity entity) {
		AuditColumns columns = AuditColumns.of(entity, this.envers.getRevisionFieldName());
		StringBuilder sql = new StringBuilder("select max(a.").append(columns.revision())
			.append(") from ")
			.append(SqlNames.rootTable(entity.auditPersister()))
			.append(" a where ");
		columns.id().forEach((column) -> sql.append("a.").append(column).append(" = ? and "));
		return sql.append("a.").append(columns.revision()).append(" < ?").append(this.currentRead).toString();
	}

}
