package dev.revtrail.envers.matrix.collections;

import java.util.HashSet;
import java.util.Set;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import org.hibernate.envers.Audited;

/**
 * A class of a single-table hierarchy.
 */
@Entity
@Audited
class Car extends Vehicle {

	@ElementCollection
	Set<String> seats = new HashSet<>();

	protected Car() {
	}

	Car(long id) {
		super(id);
	}

}
