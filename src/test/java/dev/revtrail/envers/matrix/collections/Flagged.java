package dev.revtrail.envers.matrix.collections;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OrderColumn;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * An owner with modified flags.
 */
@Entity
@Audited(withModifiedFlag = true)
class Flagged {

	@Id
	long id;

	@Nullable String name;

	@ElementCollection
	Set<String> tags = new HashSet<>();

	@ElementCollection
	@OrderColumn
	List<String> steps = new ArrayList<>();

	@ElementCollection
	Map<String, String> texts = new HashMap<>();

	protected Flagged() {
	}

	Flagged(long id) {
		this.id = id;
	}

	/** Reaches through a proxy, as the field does not. */
	Set<String> tags() {
		return this.tags;
	}

}
