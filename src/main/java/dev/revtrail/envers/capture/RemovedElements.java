package dev.revtrail.envers.capture;

import java.util.List;
import java.util.Map;

import dev.revtrail.envers.model.CollectionContent;
import dev.revtrail.envers.model.TrackedField;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Keeps what the database holds of collections that are about to go, where the session
 * does not know it or Hibernate does not report it.
 */
public final class RemovedElements {

	private RemovedElements() {
	}

	/** Keeps the elements of owners' collections, all that a filter hides included. */
	public static void keep(SharedSessionContractImplementor session, List<RecordChange> owners,
			TrackedField.Elements field) {
		Map<EntityKey, CollectionContent> stored = StoredElements.read(session, field,
				owners.stream().map(RecordChange::id).toList());
		for (RecordChange owner : owners) {
			CollectionContent content = stored.get(owner.key());
			owner.elements(field.name(), (content != null) ? content.value() : field.nothing(), field.nothing());
			owner.keepElementsAfter();
		}
	}

}
