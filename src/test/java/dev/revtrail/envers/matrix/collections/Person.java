package dev.revtrail.envers.matrix.collections;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;

/**
 * An owner whose collections stand in an embeddable.
 */
@Entity
@Audited
class Person {

	@Id
	long id;

	@Embedded
	Profile profile = new Profile();

	protected Person() {
	}

	Person(long id) {
		this.id = id;
	}

}
