package dev.revtrail.envers.matrix.collections;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * What others refer to.
 */
@Entity
@Audited
class Target {

	@Id
	long id;

	@Nullable String code;

	protected Target() {
	}

	Target(long id) {
		this.id = id;
	}

}
