package dev.revtrail.envers.capture;

import dev.revtrail.envers.model.LazyAttributes;
import org.hibernate.generator.Generator;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.jspecify.annotations.Nullable;

/**
 * What the database holds once an update is written. An object may hold anything in an
 * attribute that updates leave out, and the database may make one by its own rules.
 */
final class WrittenState {

	private WrittenState() {
	}

	/**
	 * Returns the state that an update left.
	 * @param state the state that the object had, with what the database made
	 * @param persister the entity's persister
	 * @param before the state before; null where it is not known
	 */
	static @Nullable Object[] of(@Nullable Object[] state, EntityPersister persister,
			@Nullable Object @Nullable [] before) {
		if (before == null) {
			return state;
		}
		@Nullable Object[] written = LazyAttributes.with(state, before);
		for (int i = 0; i < written.length; i++) {
			if (isLeftOut(persister, i) && written[i] != before[i]) {
				written = (written == state) ? state.clone() : written;
				written[i] = before[i];
			}
		}
		return written;
	}

	/** Returns whether Envers takes another state of an update for written. */
	static boolean isMistaken(@Nullable Object[] written, EntityPersister persister,
			@Nullable Object @Nullable [] before) {
		if (before == null || !persister.hasUpdateGeneratedProperties()) {
			return false;
		}
		for (int i = 0; i < written.length; i++) {
			if (isMade(persister, i) && !persister.getPropertyTypes()[i].isEqual(written[i], before[i])) {
				return true;
			}
		}
		return false;
	}

	private static boolean isLeftOut(EntityPersister persister, int attribute) {
		return !persister.getPropertyUpdateability()[attribute] && !isMade(persister, attribute)
				&& !(persister.getPropertyTypes()[attribute] instanceof CollectionType);
	}

	/** Whether the database makes an attribute with each update. */
	private static boolean isMade(EntityPersister persister, int attribute) {
		Generator generator = persister.getGenerators()[attribute];
		return generator != null && generator.generatesOnUpdate() && generator.generatedOnExecution();
	}

}
