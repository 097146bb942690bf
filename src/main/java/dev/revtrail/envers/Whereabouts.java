package dev.revtrail.envers;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The parents that have or had a child in a transaction, as far as they have not reported
 * that it left them, with its index or key among their children.
 */
final class Whereabouts {

	private final Map<Object, @Nullable Object> parents = new LinkedHashMap<>();

	private @Nullable Object last;

	void joined(Object parentId, @Nullable Object position) {
		this.parents.put(parentId, position);
		this.last = parentId;
	}

	void stayed(Object parentId, @Nullable Object position) {
		this.parents.replace(parentId, position);
	}

	/** A parent reports that it has the child no more. */
	void left(Object parentId) {
		this.parents.remove(parentId);
		this.last = parentId.equals(this.last) ? null : this.last;
	}

	void deleted() {
		this.last = null;
	}

	/** Whether no parent has the child any more. */
	boolean isNowhere() {
		return this.last == null;
	}

	/** The parents that have lost the child, with the position that it had. */
	Map<Object, @Nullable Object> lostBy() {
		Map<Object, @Nullable Object> lost = new LinkedHashMap<>(this.parents);
		lost.remove(this.last);
		return lost;
	}

	/**
	 * A child in an association.
	 *
	 * @param role the association
	 * @param id the child's id
	 */
	record Child(String role, Object id) {

	}

}
