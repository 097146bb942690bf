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
 * The root of a joined hierarchy.
 */
@Entity
@Audited
@Inheritance(strategy = InheritanceType.JOINED)
class Doc {

	@Id
	long id;

	@ElementCollection
	Set<String> pages = new HashSet<>();

	protected Doc() {
	}

	Doc(long id) {
		this.id = id;
	}

}
