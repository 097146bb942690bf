package dev.revtrail.envers.matrix.collections;

import java.util.HashSet;
import java.util.Set;

import jakarta.persistence.Entity;
import jakarta.persistence.ManyToMany;
import org.hibernate.envers.Audited;

/**
 * A class of a joined hierarchy.
 */
@Entity
@Audited
class Letter extends Doc {

	@ManyToMany
	Set<Target> readers = new HashSet<>();

	protected Letter() {
	}

	Letter(long id) {
		super(id);
	}

}
