package dev.revtrail.envers.index;

import java.util.Arrays;
import java.util.Collection;

import dev.revtrail.envers.model.AttributePath;
import dev.revtrail.envers.model.TrackedField;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * States of which only some fields are known, as bulk statements leave them. What is not
 * known stands there as Hibernate marks what it has not loaded.
 */
public final class StateArrays {

	private StateArrays() {
	}

	/** A state of which nothing is known. */
	static @Nullable Object[] unknown(EntityPersister persister) {
		return unknown(persister.getPropertyNames().length);
	}

	private static @Nullable Object[] unknown(int length) {
		@Nullable Object[] state = new @Nullable Object[length];
		Arrays.fill(state, LazyPropertyInitializer.UNFETCHED_PROPERTY);
		return state;
	}

	/** Sets the value of a field. */
	static void set(@Nullable Object[] state, AttributePath path, @Nullable Object value) {
		@Nullable Object[] holder = state;
		int place = path.attribute();
		for (AttributePath.Step step : path.steps()) {
			@Nullable Object inner = holder[place];
			if (inner == null) {
				inner = new Object[step.type().getPropertyNames().length];
			}
			else if (inner == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
				inner = unknown(step.type().getPropertyNames().length);
			}
			else if (!(inner instanceof Object[])) {
				inner = step.type().getPropertyValues(inner);
			}
			@Nullable Object[] values = ((Object[]) inner).clone();
			holder[place] = values;
			holder = values;
			place = step.property();
		}
		holder[place] = value;
	}

	/** A copy of a state with the values that some fields have in another. */
	public static @Nullable Object[] with(@Nullable Object[] state, Collection<TrackedField.Single> fields,
			@Nullable Object @Nullable [] other) {
		@Nullable Object[] copy = state.clone();
		fields.forEach((field) -> set(copy, field.path(), field.path().valueIn(other)));
		return copy;
	}

}
