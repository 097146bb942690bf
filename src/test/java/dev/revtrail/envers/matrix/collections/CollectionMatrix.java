package dev.revtrail.envers.matrix.collections;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeQuery;
import dev.revtrail.FieldChange;
import dev.revtrail.LibraryTest;
import dev.revtrail.SettableClock;
import dev.revtrail.envers.matrix.MatrixCase;
import jakarta.persistence.EntityManager;

import org.springframework.beans.factory.annotation.Autowired;

/**
 * What the tests of collections have in common.
 */
@LibraryTest(Gallery.class)
abstract class CollectionMatrix extends MatrixCase {

	private static final AtomicLong IDS = new AtomicLong(1000);

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

	List<ChangeEntry> find(ChangeQuery query) {
		return this.log.slice(query, null, 100).entries();
	}

	Target target() {
		return persisted(new Target(next()));
	}

	void delete(Class<?> type, Object id) {
		inTransaction((em) -> em.remove(em.find(type, id)));
	}

	@Override
	protected void inTransaction(Consumer<EntityManager> work) {
		((SettableClock) this.clock).advance(Duration.ofSeconds(1));
		super.inTransaction(work);
	}

}
