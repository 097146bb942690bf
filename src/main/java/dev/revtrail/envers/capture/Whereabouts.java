package dev.revtrail.envers.capture;

import java.util.LinkedHashMap;
import java.util.Map;

import org.hibernate.engine.spi.EntityKey;
import org.jspecify.annotations.Nullable;

/**
 * The parents that have or had a child in a transaction, as far as they have not reported
 * that it left them, with its index or key among their children.
 */
final class Whereabouts {

	private final Map<EntityKey, @Nullable Object> parents = new LinkedHashMap<>();

	private @Nullable EntityKey first;

	private @Nullable Object firstPosition;

	private @Nullable EntityKey last;

	/** A parent had the child when the transaction began. */
	void began(EntityKey parent, @Nullable Object position) {
		this.first = parent;
		this.firstPosition = position;
		joined(parent, position);
	}

	void joined(EntityKey parent, @Nullable Object position) {
		this.parents.put(parent, position);
		this.last = parent;
	}

	void stayed(EntityKey parent, @Nullable Object position) {
		this.parents.replace(parent, position);
	}

	/** A parent reports that it has the child no more. */
	void left(EntityKey parent) {
		this.parents.remove(parent);
		this.last = parent.equals(this.last) ? null : this.last;
	}

	void deleted() {
		this.last = null;
	}

	/** Whether no parent has the child any more. */
	boolean isNowhere() {
		return this.last == null;
	}

	/** The parents that have lost the child, with the position that it had. */
	Map<EntityKey, @Nullable Object> lostBy() {
		Map<EntityKey, @Nullable Object> lost = new LinkedHashMap<>(this.parents);
		lost.remove(this.last);
		return lost;
	}

	/** The parent that had the child first and has it in the end; null for none. */
	@Nullable EntityKey home() {
		return (this.first != null && this.first.equals(this.last)) ? this.first : null;
	}

	/** The position that the child had when the transaction began; null for none. */
	@Nullable Object firstPosition() {
		return this.firstPosition;
	}

	/**
	 * A child in an association.
	 *
	 * @param role the association
	 * @param key the child's key
	 */
	record Child(String role, EntityKey key) {

	}

}
