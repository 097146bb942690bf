package dev.revtrail.envers;

import java.util.List;

import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Keeps what the database holds of collections that are about to go, where the session
 * does not know it or Hibernate does not report it.
 */
final class RemovedElements {

	private RemovedElements() {
	}

	/**
	 * Keeps the elements that the database deletes with their owner. Hibernate has no
	 * event for them.
	 */
	static void keepOnDelete(SharedSessionContractImplementor session, RecordState owner) {
		List<TrackedField.Elements> fields = owner.entity()
			.collections()
			.stream()
			.filter((field) -> field.persister().isCascadeDeleteEnabled() && !field.persister().isOneToMany())
			.toList();
		if (!fields.isEmpty()) {
			keep(session, owner, fields);
		}
	}

	static void keep(SharedSessionContractImplementor session, RecordState owner, List<TrackedField.Elements> fields) {
		StoredRecord stored = StoredRecord.read(session, owner.entity(), owner.id(), fields);
		for (TrackedField.Elements field : fields) {
			owner.elements(field.name(), (stored != null) ? stored.elements().get(field.name()) : null,
					new CollectionContent(field.history().kind()).value());
		}
		owner.keepElementsAfter();
	}

}
