package dev.revtrail.envers;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.persistence.EntityManager;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.configuration.Configuration;

/**
 * Finds the audit row before another of the same record, in one statement for many
 * records: one step backward on the key (id, revision) for each.
 */
final class PreviousRevisions {

	private static final int ROWS_PER_STATEMENT = 500;

	private final EntityManager entityManager;

	private final Configuration envers;

	private final Map<TrackedEntity, String> subselects = new ConcurrentHashMap<>();

	PreviousRevisions(EntityManager entityManager, Configuration envers) {
		this.entityManager = entityManager;
		this.envers = envers;
	}

	/**
	 * Finds the rows before others.
	 * @param entity the entity of the records
	 * @param keys the rows
	 * @return the row before each; none for a record's first row
	 */
	Map<AuditRows.Key, AuditRows.Key> of(TrackedEntity entity, Collection<AuditRows.Key> keys) {
		Map<AuditRows.Key, AuditRows.Key> previous = new HashMap<>();
		List<AuditRows.Key> all = keys.stream().filter((key) -> !ShortenedId.isShortened(key.recordId())).toList();
		SharedSessionContractImplementor session = this.entityManager.unwrap(SharedSessionContractImplementor.class);
		for (int from = 0; from < all.size(); from += ROWS_PER_STATEMENT) {
			List<AuditRows.Key> some = all.subList(from, Math.min(from + ROWS_PER_STATEMENT, all.size()));
			session.getJdbcCoordinator().coordinateWork((executor, connection) -> {
				find(session, connection, entity, some, previous);
				return null;
			});
		}
		return previous;
	}

	private void find(SharedSessionContractImplementor session, Connection connection, TrackedEntity entity,
			List<AuditRows.Key> keys, Map<AuditRows.Key, AuditRows.Key> previous) throws SQLException {
		List<String> selects = new ArrayList<>();
		for (int i = 0; i < keys.size(); i++) {
			selects.add("select " + i + ", (" + this.subselects.computeIfAbsent(entity, this::subselect) + ")");
		}
		try (PreparedStatement statement = connection.prepareStatement(String.join(" union all ", selects))) {
			int parameter = 1;
			for (AuditRows.Key key : keys) {
				parameter = entity.key().bind(statement, parameter, entity.key().parse(key.recordId()), session);
				statement.setLong(parameter++, key.revision());
			}
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					AuditRows.Key key = keys.get(rows.getInt(1));
					long revision = rows.getLong(2);
					if (!rows.wasNull()) {
						previous.put(key, new AuditRows.Key(revision, key.recordId()));
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
		return sql.append("a.").append(columns.revision()).append(" < ?").toString();
	}

}
