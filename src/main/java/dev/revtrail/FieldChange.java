package dev.revtrail;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The change of one field of a record.
 * <p>
 * Values have a canonical form that JSON can carry: {@link Boolean}, {@link Number},
 * {@link String} (dates in ISO 8601, enums by name, references by the id of the record
 * referred to), {@link LargeValue}, {@link List}, {@link Map}, or null.
 */
public sealed interface FieldChange {

	/**
	 * Returns the field: an attribute's name, or a dotted path into an embeddable
	 * ({@code address.city}).
	 * @return the field's name
	 */
	String field();

	/**
	 * Applies the function for the kind of this change.
	 * @param <R> the type of the result
	 * @param value for single values
	 * @param elements for collections without keys
	 * @param keys for maps
	 * @param hidden for masked fields
	 * @return the function's result
	 */
	<R> R fold(Function<? super Value, ? extends R> value, Function<? super Elements, ? extends R> elements,
			Function<? super Keys, ? extends R> keys, Function<? super Hidden, ? extends R> hidden);

	/**
	 * Returns the same change of a field of another name.
	 * @param field the name
	 * @return the change
	 */
	FieldChange renamed(String field);

	/**
	 * Returns the same change with the whole collection.
	 * @param whole the whole collection; null to leave it out
	 * @return the change; this one where it is not of a collection
	 */
	default FieldChange withWhole(@Nullable Whole whole) {
		return this;
	}

	/**
	 * A single value changed.
	 *
	 * @param field the field
	 * @param from the value before; null if there was none or if it is not known
	 * @param to the value after; null if there is none or if it is not known
	 * @param fromKnown whether the value before is known
	 * @param toKnown whether the value after is known; it is not where the audit table no
	 * longer has a column for the field, or has a value that cannot be read
	 */
	record Value(String field, @Nullable Object from, @Nullable Object to, boolean fromKnown,
			boolean toKnown) implements FieldChange {

		/**
		 * Creates a change whose new value is known.
		 * @param field the field
		 * @param from the value before; null if there was none or if it is not known
		 * @param to the value after; null when there is none
		 * @param fromKnown whether the value before is known
		 */
		public Value(String field, @Nullable Object from, @Nullable Object to, boolean fromKnown) {
			this(field, from, to, fromKnown, true);
		}

		/**
		 * Creates a change of which only the field is known.
		 * @param field the field
		 * @return the change
		 */
		public static Value unknown(String field) {
			return new Value(field, null, null, false, false);
		}

		@Override
		public <R> R fold(Function<? super Value, ? extends R> value, Function<? super Elements, ? extends R> elements,
				Function<? super Keys, ? extends R> keys, Function<? super Hidden, ? extends R> hidden) {
			return value.apply(this);
		}

		@Override
		public FieldChange renamed(String field) {
			return new Value(field, this.from, this.to, this.fromKnown, this.toKnown);
		}

	}

	/**
	 * Elements joined a collection, left it, or moved in it.
	 *
	 * @param field the field
	 * @param joined the elements that joined
	 * @param left the elements that left
	 * @param moved the elements of a list with an order of its own that stayed, but took
	 * another place among those that stayed; as few as explain the new order
	 * @param whole the whole collection; null if the query did not ask for it
	 */
	record Elements(String field, List<? extends @Nullable Object> joined, List<? extends @Nullable Object> left,
			List<Move> moved, @Nullable Whole whole) implements FieldChange {

		/**
		 * Creates a change of elements that joined, left and moved, without the whole
		 * collection.
		 * @param field the field
		 * @param joined the elements that joined
		 * @param left the elements that left
		 * @param moved the elements that moved
		 */
		public Elements(String field, List<? extends @Nullable Object> joined, List<? extends @Nullable Object> left,
				List<Move> moved) {
			this(field, joined, left, moved, null);
		}

		/**
		 * Creates a change of elements that joined and left, where none moved.
		 * @param field the field
		 * @param joined the elements that joined
		 * @param left the elements that left
		 */
		public Elements(String field, List<? extends @Nullable Object> joined, List<? extends @Nullable Object> left) {
			this(field, joined, left, List.of());
		}

		@Override
		public <R> R fold(Function<? super Value, ? extends R> value, Function<? super Elements, ? extends R> elements,
				Function<? super Keys, ? extends R> keys, Function<? super Hidden, ? extends R> hidden) {
			return elements.apply(this);
		}

		@Override
		public FieldChange renamed(String field) {
			return new Elements(field, this.joined, this.left, this.moved, this.whole);
		}

		@Override
		public FieldChange withWhole(@Nullable Whole whole) {
			return new Elements(this.field, this.joined, this.left, this.moved, whole);
		}

	}

	/**
	 * An element of a list that moved to another place.
	 *
	 * @param element the element
	 * @param from its index before, from 0
	 * @param to its index now, from 0
	 */
	record Move(@Nullable Object element, int from, int to) {

	}

	/**
	 * Keys joined a map, left it, or got another value.
	 *
	 * @param field the field
	 * @param joined the keys that joined, with their values
	 * @param left the keys that left, with the values that they had
	 * @param replaced the keys that stayed, with the values that they had and have
	 * @param whole the whole map; null if the query did not ask for it
	 */
	record Keys(String field, Map<String, ? extends @Nullable Object> joined,
			Map<String, ? extends @Nullable Object> left, Map<String, Replaced> replaced,
			@Nullable Whole whole) implements FieldChange {

		/**
		 * Creates a change of keys that joined, left or got another value, without the
		 * whole map.
		 * @param field the field
		 * @param joined the keys that joined
		 * @param left the keys that left
		 * @param replaced the keys that got another value
		 */
		public Keys(String field, Map<String, ? extends @Nullable Object> joined,
				Map<String, ? extends @Nullable Object> left, Map<String, Replaced> replaced) {
			this(field, joined, left, replaced, null);
		}

		@Override
		public <R> R fold(Function<? super Value, ? extends R> value, Function<? super Elements, ? extends R> elements,
				Function<? super Keys, ? extends R> keys, Function<? super Hidden, ? extends R> hidden) {
			return keys.apply(this);
		}

		@Override
		public FieldChange renamed(String field) {
			return new Keys(field, this.joined, this.left, this.replaced, this.whole);
		}

		@Override
		public FieldChange withWhole(@Nullable Whole whole) {
			return new Keys(this.field, this.joined, this.left, this.replaced, whole);
		}

	}

	/**
	 * A whole collection: a {@link List}, in its own order if it has one and with null
	 * for gaps, or a {@link Map} from the keys' text.
	 *
	 * @param before the collection before; null if not known
	 * @param after the collection after; null if not known
	 */
	record Whole(@Nullable Object before, @Nullable Object after) {

	}

	/**
	 * The value of a map's key changed.
	 *
	 * @param from the value before
	 * @param to the value after
	 */
	record Replaced(@Nullable Object from, @Nullable Object to) {

	}

	/**
	 * A {@link Masked} field changed. The change contains neither its values nor anything
	 * about them.
	 *
	 * @param field the field
	 */
	record Hidden(String field) implements FieldChange {

		@Override
		public <R> R fold(Function<? super Value, ? extends R> value, Function<? super Elements, ? extends R> elements,
				Function<? super Keys, ? extends R> keys, Function<? super Hidden, ? extends R> hidden) {
			return hidden.apply(this);
		}

		@Override
		public FieldChange renamed(String field) {
			return new Hidden(field);
		}

	}

}
