package dev.revtrail.envers.model;

import java.util.Arrays;

import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.bytecode.enhance.spi.interceptor.LazyAttributeLoadingInterceptor;
import org.hibernate.bytecode.spi.BytecodeEnhancementMetadata;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Lazy attributes of enhanced entities, which a state lacks while they are unread. Envers
 * needs them wherever it copies a whole record.
 */
public final class LazyAttributes {

	private LazyAttributes() {
	}

	/**
	 * Reads what a state lacks into it: one statement for each lazy group.
	 * @param state the state, which is changed
	 * @param persister the entity's persister
	 * @param entity the object that the state is of
	 */
	public static void fill(@Nullable Object @Nullable [] state, EntityPersister persister, Object entity) {
		LazyAttributeLoadingInterceptor interceptor = interceptor(persister, entity);
		if (interceptor == null || state == null) {
			return;
		}
		for (int i = 0; i < state.length; i++) {
			if (state[i] == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
				String name = persister.getPropertyNames()[i];
				// Reading one attribute of a group sets the others
				state[i] = interceptor.isAttributeLoaded(name) ? persister.getPropertyValue(entity, i)
						: interceptor.fetchAttribute(entity, name);
			}
		}
	}

	/** Whether a state lacks attributes. */
	public static boolean isMissingIn(@Nullable Object[] state) {
		return Arrays.asList(state).contains(LazyPropertyInitializer.UNFETCHED_PROPERTY);
	}

	/** Reads the attributes of an object that are unread. */
	public static void read(EntityPersister persister, Object entity) {
		if (interceptor(persister, entity) != null) {
			fill(persister.getValues(entity), persister, entity);
		}
	}

	/** Returns a state with the attributes of another that it lacks. */
	public static @Nullable Object[] with(@Nullable Object[] state, @Nullable Object @Nullable [] other) {
		if (other == null) {
			return state;
		}
		@Nullable Object[] copy = state;
		for (int i = 0; i < state.length; i++) {
			if (state[i] == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
				copy = (copy == state) ? state.clone() : copy;
				copy[i] = other[i];
			}
		}
		return copy;
	}

	private static @Nullable LazyAttributeLoadingInterceptor interceptor(EntityPersister persister, Object entity) {
		BytecodeEnhancementMetadata metadata = persister.getBytecodeEnhancementMetadata();
		return (metadata.isEnhancedForLazyLoading()
				&& metadata.extractLazyInterceptor(entity) instanceof LazyAttributeLoadingInterceptor interceptor)
						? interceptor : null;
	}

}
