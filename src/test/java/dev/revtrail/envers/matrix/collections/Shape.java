package dev.revtrail.envers.matrix.collections;

import java.util.HashSet;
import java.util.Set;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import org.hibernate.envers.Audited;

/**
 * The root of a hierarchy with a table for each class.
 */
@Entity
@Audited
@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
class Shape {

	@Id
	long id;

	@ElementCollection
	Set<String> colors = new HashSet<>();

	protected Shape() {
	}

	Shape(long id) {
		this.id = id;
	}

}
