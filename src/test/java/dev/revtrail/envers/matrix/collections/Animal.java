package dev.revtrail.envers.matrix.collections;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * The root of a hierarchy of targets.
 */
@Entity
@Audited
@Inheritance(strategy = InheritanceType.JOINED)
class Animal {

	@Id
	long id;

	@Nullable String name;

	protected Animal() {
	}

	Animal(long id) {
		this.id = id;
	}

}
