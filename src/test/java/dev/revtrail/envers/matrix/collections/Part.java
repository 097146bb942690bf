package dev.revtrail.envers.matrix.collections;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A child that knows its parent.
 */
@Entity
@Audited
class Part {

	@Id
	long id;

	@ManyToOne
	@Nullable Links owner;

	protected Part() {
	}

	Part(long id) {
		this.id = id;
	}

}
