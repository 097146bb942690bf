package dev.revtrail.envers.log;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.revtrail.envers.model.AuditColumns;
import dev.revtrail.envers.model.RevisionKey;
import dev.revtrail.envers.model.ShortenedId;
import dev.revtrail.envers.model.SqlNames;
import dev.revtrail.envers.model.Subselects;
import dev.revtrail.envers.model.TrackedEntity;
import jakarta.persistence.EntityManager;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.configuration.Configuration;

/**
 * Finds the audit row before another of the same record, in one statement for many
 * records: one step backward on the key (id, revision) for each.
 */
final class PreviousRevisions {

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
	Map<RevisionKey, RevisionKey> of(TrackedEntity entity, Collection<RevisionKey> keys) {
		Map<RevisionKey, RevisionKey> previous = new HashMap<>();
		List<RevisionKey> all = keys.stream().filter((key) -> !ShortenedId.isShortened(key.recordId())).toList();
		SharedSessionContractImplementor session = this.entityManager.unwrap(SharedSessionContractImplementor.class);
		Subselects.read(session, this.subselects.computeIfAbsent(entity, this::subselect), all,
				(statement, first, key) -> {
					int parameter = entity.key().bind(statement, first, entity.key().parse(key.recordId()), session);
					statement.setLong(parameter, key.revision());
					return parameter + 1;
				}, (key, rows, column) -> {
					long revision = rows.getLong(column);
					if (!rows.wasNull()) {
						previous.put(key, new RevisionKey(revision, key.recordId()));
					}
				});
		return previous;
	}

	/**
	 * Selects no maximum, for which H2 reads all of a record's rows, and names all
	 * columns of the key in the order, without which H2 does not follow the index.
	 */
	private String subselect(TrackedEntity entity) {
		AuditColumns columns = AuditColumns.of(entity, this.envers.getRevisionFieldName());
		StringBuilder sql = new StringBuilder("(select a.").append(columns.revision())
			.append(" from ")
			.append(SqlNames.rootTable(entity.auditPersister()))
			.append(" a where ");
		columns.id().forEach((column) -> sql.append("a.").append(column).append(" = ? and "));
		sql.append("a.").append(columns.revision()).append(" < ? order by ");
		columns.id().forEach((column) -> sql.append("a.").append(column).append(" desc, "));
		return sql.append("a.").append(columns.revision()).append(" desc limit 1)").toString();
	}

}
