package dev.revtrail.envers;

import org.hibernate.engine.OptimisticLockStyle;
import org.hibernate.generator.Generator;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;

/**
 * Whether an audit row of an entity may hold values that its table did not have. Envers
 * writes a record's whole state as the session saw it: where the session writes less, or
 * nothing, and no version guards it, values that another session changed meanwhile are in
 * the audit row as they were before.
 */
final class StaleRows {

	private StaleRows() {
	}

	static boolean mayArise(EntityPersister persister) {
		boolean guarded = persister.isVersioned() && persister.optimisticLockStyle() == OptimisticLockStyle.VERSION;
		boolean[] versioned = persister.getPropertyVersionability();
		boolean[] updatable = persister.getPropertyUpdateability();
		for (int i = 0; i < versioned.length; i++) {
			Generator generator = persister.getGenerators()[i];
			// Envers takes what the database makes anew for what it was before
			if (!updatable[i] && generator != null && generator.generatesOnUpdate()) {
				return true;
			}
			boolean collection = persister.getPropertyTypes()[i] instanceof CollectionType;
			// Children that join bring their parent an audit row, but no new version
			if (collection && !(guarded && versioned[i])) {
				return true;
			}
			if (!collection && updatable[i] && persister.isDynamicUpdate() && !(guarded && versioned[i])) {
				return true;
			}
		}
		// The database may give columns that are left out a value of its own
		return persister.isDynamicInsert();
	}

}
