package dev.revtrail.envers;

import java.util.List;
import java.util.Map;

import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what the database holds of collections that are about to go, where the session
 * does not know it or Hibernate does not report it.
 */
final class RemovedElements {

	private RemovedElements() {
	}

	/**
	 * Keeps the elements that the database deletes with their owners. Hibernate has no
	 * event for them.
	 */
	static void keepAll(SharedSessionContractImplementor session, List<RecordState> owners,
			TrackedField.Elements field) {
		Map<EntityKey, CollectionContent> stored = StoredElements.read(session, field,
				owners.stream().map(RecordState::id).toList());
		for (RecordState owner : owners) {
			CollectionContent content = stored.get(owner.key());
			keep(owner, field, (content != null) ? content.value() : empty(field));
		}
	}

	/** Keeps the elements of an owner's collection, all that a filter hides included. */
	static void keep(SharedSessionContractImplementor session, RecordState owner, TrackedField.Elements field) {
		StoredRecord stored = StoredRecord.read(session, owner.entity(), owner.id(), List.of(field));
		keep(owner, field, (stored != null) ? stored.elements().get(field.name()) : null);
	}

	private static void keep(RecordState owner, TrackedField.Elements field, @Nullable Object before) {
		owner.elements(field.name(), before, empty(field));
		owner.keepElementsAfter();
	}

	private static Object empty(TrackedField.Elements field) {
		return new CollectionContent(field.history().kind()).value();
	}

}
