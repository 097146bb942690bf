package dev.revtrail.oracle;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

/**
 * A kind of record: how one is made and changed, on the entity and on its shadow alike.
 *
 * @param <E> the entity's class
 * @param type its record type's name
 * @param entity the entity's class
 * @param create makes a new one; null where none can be made now
 * @param id its id, once it is persistent
 * @param text its id's text, as the documentation has it
 * @param edits what may be changed
 * @param mergeable whether it can be changed while detached, as it has no collections
 */
record Kind<E>(String type, Class<E> entity, Function<World, @Nullable E> create, Function<E, Object> id,
		Function<Object, String> text, List<Edit<E>> edits, boolean mergeable) {

	/**
	 * One change of an entity and its shadow.
	 *
	 * @param <E> the entity's class
	 */
	@FunctionalInterface
	interface Edit<E> {

		void apply(E entity, Shadow shadow, World world);

		/** Sets an attribute to a drawn value, or to null. */
		static <E, T> Edit<E> of(String field, Function<Draw, @Nullable T> value, Setter<E, T> setter,
				Function<T, Object> reported) {
			return (entity, shadow, world) -> {
				T drawn = value.apply(world.draw());
				setter.set(entity, drawn);
				shadow.fields.put(field, (drawn != null) ? reported.apply(drawn) : null);
			};
		}

	}

	/**
	 * Sets an attribute.
	 *
	 * @param <E> the entity's class
	 * @param <T> the attribute's type
	 */
	@FunctionalInterface
	interface Setter<E, T> {

		void set(E entity, @Nullable T value);

	}

	/**
	 * What an edit may draw from.
	 *
	 * @param draw random values
	 * @param entityManager the entity manager of the transaction
	 * @param humans the ids of the humans that there are now
	 * @param free whether an id is free for a new record of a type
	 */
	record World(Draw draw, EntityManager entityManager, Supplier<List<java.util.UUID>> humans,
			BiFunction<String, String, Boolean> free) {

		Registry.@Nullable Human human() {
			List<java.util.UUID> ids = this.humans.get();
			return (ids.isEmpty() || this.draw.chance(20)) ? null
					: this.entityManager.getReference(Registry.Human.class, this.draw.of(ids));
		}

	}

}
