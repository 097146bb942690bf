package dev.revtrail.envers.matrix.single;

import java.util.List;
import java.util.function.Consumer;

import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.FieldChange;
import dev.revtrail.LibraryTest;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the tests of the matrix have in common.
 */
@LibraryTest(MatrixApplication.class)
abstract class MatrixContract {

	/** Makes the same tests run with Envers' other strategy. */
	static final String VALIDITY = "spring.jpa.properties.org.hibernate.envers.audit_strategy="
			+ "org.hibernate.envers.strategy.internal.ValidityAuditStrategy";

	/** Makes them run where the rows of deletions hold no values. */
	static final String NO_DATA_AT_DELETE = "spring.jpa.properties.org.hibernate.envers.store_data_at_delete=false";

	@Autowired
	ChangeLog log;

	@Autowired
	EntityManager entityManager;

	@Autowired
	EntityManagerFactory factory;

	@Autowired
	TransactionTemplate transaction;

	static FieldChange value(String field, @Nullable Object from, @Nullable Object to) {
		return new FieldChange.Value(field, from, to, true);
	}

	/** The entries of a record, the newest first. */
	List<ChangeEntry> history(String type, Object id) {
		return this.log
			.slice(ChangeQuery.in(Scope.everything()).record(new RecordRef(type, String.valueOf(id))), null, 100)
			.entries();
	}

	List<FieldChange> newest(String type, Object id) {
		return history(type, id).get(0).changes().list();
	}

	<T> T persisted(T entity) {
		inTransaction((em) -> em.persist(entity));
		return entity;
	}

	<T> void change(Class<T> type, Object id, Consumer<T> change) {
		inTransaction((em) -> change.accept(em.find(type, id)));
	}

	void remove(Class<?> type, Object id) {
		inTransaction((em) -> em.remove(em.find(type, id)));
	}

	void inTransaction(Consumer<EntityManager> work) {
		this.transaction.executeWithoutResult((status) -> work.accept(this.entityManager));
	}

}
