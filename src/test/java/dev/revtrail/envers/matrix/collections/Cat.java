package dev.revtrail.envers.matrix.collections;

import jakarta.persistence.Entity;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A target of a hierarchy.
 */
@Entity
@Audited
class Cat extends Animal {

	@Nullable Integer lives;

	protected Cat() {
	}

	Cat(long id) {
		super(id);
	}

}
