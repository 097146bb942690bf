package dev.revtrail;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What tests of the change log have in common: transactions, and the entries that they
 * write.
 */
public abstract class ChangeLogCase {

	/** Makes the same tests run with Envers' other strategy. */
	public static final String VALIDITY = "spring.jpa.properties.org.hibernate.envers.audit_strategy="
			+ "org.hibernate.envers.strategy.internal.ValidityAuditStrategy";

	/** Makes them run where the rows of deletions hold no values. */
	public static final String NO_DATA_AT_DELETE = "spring.jpa.properties.org.hibernate.envers.store_data_at_delete=false";

	@Autowired
	protected ChangeLog log;

	@Autowired
	protected EntityManager entityManager;

	@Autowired
	protected TransactionTemplate transaction;

	protected static FieldChange value(String field, @Nullable Object from, @Nullable Object to) {
		return new FieldChange.Value(field, from, to, true);
	}

	protected void inTransaction(Consumer<EntityManager> work) {
		this.transaction.executeWithoutResult((status) -> work.accept(this.entityManager));
	}

	/** Works in a transaction of its own, even within another. */
	protected void inOtherTransaction(Consumer<EntityManager> work) {
		TransactionTemplate other = new TransactionTemplate(
				Objects.requireNonNull(this.transaction.getTransactionManager()));
		other.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		other.executeWithoutResult((status) -> work.accept(this.entityManager));
	}

	protected <T> T persisted(T entity) {
		inTransaction((em) -> em.persist(entity));
		return entity;
	}

	protected <T> void change(Class<T> type, Object id, Consumer<T> change) {
		inTransaction((em) -> change.accept(em.find(type, id)));
	}

	/** The entries of a record, the newest first. */
	protected List<ChangeEntry> history(String type, Object id) {
		return history(new RecordRef(type, String.valueOf(id)));
	}

	/** The entries of a record, the newest first. */
	protected List<ChangeEntry> history(RecordRef record) {
		return this.log.slice(ChangeQuery.in(Scope.everything()).record(record), null, 100).entries();
	}

}
