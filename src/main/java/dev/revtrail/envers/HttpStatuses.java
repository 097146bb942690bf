package dev.revtrail.envers;

import java.sql.PreparedStatement;
import java.util.Collections;
import java.util.Map;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;

import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes the statuses that the requests of revisions were answered with.
 */
final class HttpStatuses {

	private final TrackedPersistence persistence;

	private final TransactionTemplate transaction;

	private final String insert;

	HttpStatuses(SessionFactoryImplementor sessionFactory, TrackedPersistence persistence) {
		this.persistence = persistence;
		this.transaction = persistence.newTransaction();
		EntityPersister persister = sessionFactory.getMappingMetamodel().getEntityDescriptor(HttpStatusRow.class);
		this.insert = "insert into " + SqlNames.table(persister) + " (" + SqlNames.idColumns(persister).get(0) + ", "
				+ SqlNames.column(persister, "status") + ") values ";
	}

	/**
	 * Inserts statuses in one statement and a transaction of its own.
	 * @param statuses the statuses by the numbers of their revisions, at least one
	 */
	void insert(Map<Long, Integer> statuses) {
		String sql = this.insert + String.join(", ", Collections.nCopies(statuses.size(), "(?, ?)"));
		this.transaction.executeWithoutResult(
				(status) -> this.persistence.entityManager().unwrap(SessionImplementor.class).doWork((connection) -> {
					try (PreparedStatement statement = connection.prepareStatement(sql)) {
						int parameter = 1;
						for (Map.Entry<Long, Integer> entry : statuses.entrySet()) {
							statement.setLong(parameter++, entry.getKey());
							statement.setInt(parameter++, entry.getValue());
						}
						statement.executeUpdate();
					}
				}));
	}

}
