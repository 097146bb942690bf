package dev.revtrail.envers.model;

import java.util.Arrays;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.type.CompositeType;
import org.jspecify.annotations.Nullable;

/**
 * The way from an entity's state to one of its values, through embeddables where needed.
 * Nothing is loaded on it.
 *
 * @param attribute the attribute's place in the state
 * @param steps the embeddables on the way
 */
public record AttributePath(int attribute, Step... steps) {

	/** The way to what no state holds. */
	static final AttributePath NONE = new AttributePath(-1);

	public boolean isNone() {
		return this.attribute < 0;
	}

	AttributePath then(CompositeType type, int property) {
		Step[] longer = Arrays.copyOf(this.steps, this.steps.length + 1);
		longer[this.steps.length] = new Step(type, property);
		return new AttributePath(this.attribute, longer);
	}

	public @Nullable Object valueIn(@Nullable Object @Nullable [] state) {
		Object value = (state == null) ? null
				: isNone() ? LazyPropertyInitializer.UNFETCHED_PROPERTY : state[this.attribute];
		for (Step step : this.steps) {
			if (value == null || value == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
				return value;
			}
			// A database snapshot holds an embeddable's values in place of it
			value = (value instanceof Object[] values) ? values[step.property]
					: step.type.getPropertyValues(value)[step.property];
		}
		return value;
	}

	/**
	 * One step into an embeddable.
	 *
	 * @param type the embeddable
	 * @param property the place of the property in it
	 */
	public record Step(CompositeType type, int property) {

	}

}
