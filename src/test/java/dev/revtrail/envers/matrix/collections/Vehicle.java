package dev.revtrail.envers.matrix.collections;

import java.util.HashSet;
import java.util.Set;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;

/**
 * The root of a single-table hierarchy.
 */
@Entity
@Audited
class Vehicle extends Labeled {

	@Id
	long id;

	@ElementCollection
	Set<String> extras = new HashSet<>();

	protected Vehicle() {
	}

	Vehicle(long id) {
		this.id = id;
	}

}
