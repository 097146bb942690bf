package dev.revtrail.envers.matrix.collections;

import java.util.HashMap;
import java.util.Map;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import org.hibernate.envers.Audited;

/**
 * A class with a table of its own.
 */
@Entity
@Audited
class Circle extends Shape {

	@ElementCollection
	Map<String, Integer> radii = new HashMap<>();

	protected Circle() {
	}

	Circle(long id) {
		super(id);
	}

}
