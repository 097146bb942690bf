package dev.revtrail.envers;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * Which of an entity's fields are masked, and who may have them revealed.
 *
 * @param reveal the masked fields, with the authority that reveals them; empty for nobody
 */
record Masks(Map<String, String> reveal) {

	boolean hides(String field) {
		return this.reveal.containsKey(field);
	}

	boolean hides(String field, Collection<String> authorities) {
		return hides(field) && !authorities.contains(this.reveal.get(field));
	}

	/** Whether a caller sees a masked field only because of an authority. */
	boolean reveals(String field, Set<String> authorities) {
		return hides(field) && !hides(field, authorities);
	}

}
