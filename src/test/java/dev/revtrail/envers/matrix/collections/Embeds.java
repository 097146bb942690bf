package dev.revtrail.envers.matrix.collections;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;

/**
 * Collections of embeddables.
 */
@Entity
@Audited
class Embeds {

	@Id
	long id;

	@ElementCollection
	Set<Line> lines = new HashSet<>();

	@ElementCollection
	Map<String, Line> byName = new HashMap<>();

	protected Embeds() {
	}

	Embeds(long id) {
		this.id = id;
	}

}
