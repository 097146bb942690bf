package dev.revtrail.envers.matrix.collections;

import dev.revtrail.Tracked;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * What others refer to.
 */
@Entity
@Audited
@Tracked(label = "code")
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
