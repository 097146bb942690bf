package dev.revtrail;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What became of one field of a record.
 * <p>
 * Values have a canonical form that JSON can carry: {@link Boolean}, {@link Number},
 * {@link String} (dates in ISO 8601, enums by name, references by the id of the record
 * referred to), {@link List}, {@link Map}, or null.
 */
public sealed interface FieldChange {

	/**
	 * The field: an attribute's name, or a dotted path into an embeddable
	 * ({@code address.city}).
	 * @return the field's name
	 */
	String field();

	/**
	 * A single value became another.
	 *
	 * @param field the field
	 * @param from the value before; null when there was none or when it is not known
	 * @param to the value after; null when there is none
	 * @param fromKnown whether the value before is known
	 */
	record Value(String field, @Nullable Object from, @Nullable Object to, boolean fromKnown) implements FieldChange {

	}

	/**
	 * Elements joined or left a collection.
	 *
	 * @param field the field
	 * @param joined the elements that joined: a list, or for a map the keys with the
	 * values that they have now
	 * @param left the elements that left: a list, or for a map the keys with the values
	 * that they had
	 */
	record Elements(String field, Object joined, Object left) implements FieldChange {

	}

}
