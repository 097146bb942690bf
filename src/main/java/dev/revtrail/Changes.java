package dev.revtrail;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The changes of a record's fields in one revision, ordered by field.
 *
 * @param list the changes
 */
public record Changes(List<FieldChange> list) implements Iterable<FieldChange> {

	/** No changes. */
	public static final Changes NONE = new Changes(List.of());

	public Changes {
		list = List.copyOf(list);
	}

	/**
	 * Returns whether no field changed, or none was asked for.
	 * @return whether there are no changes
	 */
	public boolean isEmpty() {
		return this.list.isEmpty();
	}

	/**
	 * Returns the change of one field.
	 * @param field the field's name
	 * @return its change, or empty if it did not change
	 */
	public Optional<FieldChange> of(String field) {
		return stream().filter((change) -> change.field().equals(field)).findFirst();
	}

	/**
	 * Returns the changes as a stream.
	 * @return a stream, ordered by field
	 */
	public Stream<FieldChange> stream() {
		return this.list.stream();
	}

	@Override
	public Iterator<FieldChange> iterator() {
		return this.list.iterator();
	}

}
