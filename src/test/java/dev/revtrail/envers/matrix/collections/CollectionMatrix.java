package dev.revtrail.envers.matrix.collections;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.FieldChange;
import dev.revtrail.LibraryTest;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.SettableClock;
import jakarta.persistence.EntityManager;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the tests of collections have in common.
 */
@LibraryTest(Gallery.class)
abstract class CollectionMatrix {

	/** Makes the same tests run with Envers' other strategy. */
	static final String VALIDITY = "spring.jpa.properties.org.hibernate.envers.audit_strategy="
			+ "org.hibernate.envers.strategy.internal.ValidityAuditStrategy";

	/** Makes them run where the rows of deletions hold no values. */
	static final String NO_DATA_AT_DELETE = "spring.jpa.properties.org.hibernate.envers.store_data_at_delete=false";

	private static final AtomicLong IDS = new AtomicLong(1000);

	@Autowired
	ChangeLog log;

	@Autowired
	EntityManager entityManager;

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	Clock clock;

	static long next() {
		return IDS.incrementAndGet();
	}

	static String text(long id) {
		return String.valueOf(id);
	}

	static FieldChange joined(String field, Object... elements) {
		return new FieldChange.Elements(field, List.of(elements), List.of());
	}

	static FieldChange left(String field, Object... elements) {
		return new FieldChange.Elements(field, List.of(), List.of(elements));
	}

	List<FieldChange> newest(String type, Object id) {
		return history(type, id).get(0).changes().list();
	}

	List<ChangeEntry> history(String type, Object id) {
		return find(ChangeQuery.in(Scope.everything()).record(new RecordRef(type, String.valueOf(id))));
	}

	List<ChangeEntry> find(ChangeQuery query) {
		return this.log.slice(query, null, 100).entries();
	}

	<T> T persisted(T entity) {
		inTransaction((em) -> em.persist(entity));
		return entity;
	}

	Target target() {
		return persisted(new Target(next()));
	}

	<T> void change(Class<T> type, Object id, Consumer<T> change) {
		inTransaction((em) -> change.accept(em.find(type, id)));
	}

	void delete(Class<?> type, Object id) {
		inTransaction((em) -> em.remove(em.find(type, id)));
	}

	void inTransaction(Consumer<EntityManager> work) {
		((SettableClock) this.clock).advance(Duration.ofSeconds(1));
		this.transaction.executeWithoutResult((status) -> work.accept(this.entityManager));
	}

}
