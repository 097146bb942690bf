package dev.revtrail.envers.matrix.collections;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to a {@link Links} by a column of its own.
 */
@Entity
@Audited
class Leaf {

	@Id
	long id;

	@Nullable String name;

	protected Leaf() {
	}

	Leaf(long id) {
		this.id = id;
	}

}
