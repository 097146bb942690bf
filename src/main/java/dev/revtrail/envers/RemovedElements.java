package dev.revtrail.envers;

import java.util.List;
import java.util.Map;

import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Keeps what the database holds of collections that are about to go, where the session
 * does not know it or Hibernate does not report it.
 */
final class RemovedElements {

	private RemovedElements() {
	}

	/** Keeps the elements of owners' collections, all that a filter hides included. */
	static void keep(SharedSessionContractImplementor session, List<RecordState> owners, TrackedField.Elements field) {
		Map<EntityKey, CollectionContent> stored = StoredElements.read(session, field,
				owners.stream().map(RecordState::id).toList());
		for (RecordState owner : owners) {
			CollectionContent content = stored.get(owner.key());
			owner.elements(field.name(), (content != null) ? content.value() : field.nothing(), field.nothing());
			owner.keepElementsAfter();
		}
	}

}
