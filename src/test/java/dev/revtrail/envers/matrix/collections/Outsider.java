package dev.revtrail.envers.matrix.collections;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/**
 * What is not audited.
 */
@Entity
class Outsider {

	@Id
	long id;

	@Nullable String name;

	protected Outsider() {
	}

	Outsider(long id) {
		this.id = id;
	}

}
