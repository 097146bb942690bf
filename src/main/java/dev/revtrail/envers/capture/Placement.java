package dev.revtrail.envers.capture;

import java.util.Objects;

import dev.revtrail.diff.Values;
import dev.revtrail.envers.model.ChildrenRole;
import org.jspecify.annotations.Nullable;

/**
 * What became in a transaction of a child's place in its parents' collections. In a flush
 * a child that moves may join the one parent before it leaves the other.
 */
final class Placement {

	private final ChildrenRole role;

	private boolean fromKnown;

	private @Nullable Place from;

	private @Nullable Place to;

	private boolean joined;

	/**
	 * Makes the placement of a child.
	 * @param role the collection
	 * @param fromKnown whether the session knows where the child was
	 * @param from where it was; null for nowhere
	 */
	Placement(ChildrenRole role, boolean fromKnown, @Nullable Place from) {
		this.role = role;
		this.fromKnown = fromKnown;
		this.from = from;
		this.to = from;
	}

	ChildrenRole role() {
		return this.role;
	}

	void left(Place place) {
		boolean here = this.to != null && this.to.parentId().equals(place.parentId());
		if (!here || !this.joined) {
			wasAt(place);
		}
		if (here) {
			this.to = null;
			this.joined = false;
		}
	}

	void joined(Place place) {
		this.to = place;
		this.joined = true;
	}

	void moved(Place before, Place after) {
		if (!this.joined) {
			wasAt(before);
		}
		this.to = after;
	}

	/** Of a child that has joined none the parent knows where it was. */
	private void wasAt(Place place) {
		boolean same = this.from != null && this.from.parentId().equals(place.parentId())
				&& this.from.position() == null;
		if (!this.fromKnown || same) {
			this.from = place;
			this.fromKnown = true;
		}
	}

	/** Whether it is known where the child was. */
	boolean isFromKnown(String field) {
		return this.fromKnown
				&& (this.from == null || field.equals(this.role.reference()) || this.from.position() != null);
	}

	@Nullable Place to() {
		return this.to;
	}

	/** Whether a field that the collection writes is another, as far as is known. */
	boolean changes(String field) {
		return !isFromKnown(field) || !Values.same(value(field, this.from), value(field, this.to));
	}

	private @Nullable Object value(String field, @Nullable Place place) {
		return (place == null) ? null
				: field.equals(this.role.reference()) ? place.parentText() : Values.canonical(place.position());
	}

	/** The canonical value that a field had. */
	@Nullable Object valueBefore(String field) {
		return value(field, this.from);
	}

	/**
	 * A place in a parent's collection.
	 *
	 * @param parentId the parent's id
	 * @param parentText its canonical text
	 * @param position the index or the key; null where there is none, or it is not known
	 */
	record Place(Object parentId, String parentText, @Nullable Object position) {

		Place {
			Objects.requireNonNull(parentId);
		}

	}

}
