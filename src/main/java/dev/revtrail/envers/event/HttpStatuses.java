package dev.revtrail.envers.event;

import java.sql.PreparedStatement;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.revtrail.envers.index.HttpStatusRow;
import dev.revtrail.envers.index.TrackedPersistence;
import dev.revtrail.envers.model.SqlNames;
import dev.revtrail.envers.model.SqlNumbers;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.jdbc.Work;
import org.hibernate.persister.entity.EntityPersister;

import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes the statuses that the requests of revisions were answered with.
 */
final class HttpStatuses {

	private final TrackedPersistence persistence;

	private final TransactionTemplate transaction;

	private final String insert;

	private final String select;

	HttpStatuses(SessionFactoryImplementor sessionFactory, TrackedPersistence persistence) {
		this.persistence = persistence;
		this.transaction = persistence.newTransaction();
		EntityPersister persister = sessionFactory.getMappingMetamodel().getEntityDescriptor(HttpStatusRow.class);
		String table = SqlNames.table(persister);
		String revision = SqlNames.idColumns(persister).get(0);
		this.insert = "insert into " + table + " (" + revision + ", " + SqlNames.column(persister, "status")
				+ ") values ";
		this.select = "select " + revision + " from " + table + " where " + revision + " in (";
	}

	/**
	 * Inserts statuses in one statement and a transaction of its own. Those that are
	 * there already, as an earlier attempt was committed without an answer, stay as they
	 * are.
	 * @param statuses the statuses by the numbers of their revisions, at least one
	 */
	void insert(Map<Long, Integer> statuses) {
		try {
			insertAll(statuses);
		}
		catch (ConstraintViolationException ex) {
			Map<Long, Integer> missing = new LinkedHashMap<>(statuses);
			missing.keySet().removeAll(written(statuses.keySet()));
			if (missing.size() == statuses.size()) {
				throw ex;
			}
			if (!missing.isEmpty()) {
				insertAll(missing);
			}
		}
	}

	private void insertAll(Map<Long, Integer> statuses) {
		String sql = this.insert + String.join(", ", Collections.nCopies(statuses.size(), "(?, ?)"));
		inTransaction((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(sql)) {
				int parameter = 1;
				for (Map.Entry<Long, Integer> entry : statuses.entrySet()) {
					statement.setLong(parameter++, entry.getKey());
					statement.setInt(parameter++, entry.getValue());
				}
				statement.executeUpdate();
			}
		});
	}

	private Set<Long> written(Set<Long> revisions) {
		Set<Long> written = new HashSet<>();
		String sql = this.select + String.join(", ", Collections.nCopies(revisions.size(), "?")) + ")";
		inTransaction((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(sql)) {
				int parameter = 1;
				for (Long revision : revisions) {
					statement.setLong(parameter++, revision);
				}
				written.addAll(SqlNumbers.read(statement.executeQuery()));
			}
		});
		return written;
	}

	private void inTransaction(Work work) {
		this.transaction.executeWithoutResult(
				(status) -> this.persistence.entityManager().unwrap(SessionImplementor.class).doWork(work));
	}

}
