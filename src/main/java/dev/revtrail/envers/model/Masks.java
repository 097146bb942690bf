package dev.revtrail.envers.model;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * Which of an entity's fields are masked, and who may have them revealed.
 *
 * @param reveal the masked fields, with the authority that reveals them; empty if no
 * caller may
 */
public record Masks(Map<String, String> reveal) {

	public boolean hides(String field) {
		return this.reveal.containsKey(field);
	}

	public boolean hides(String field, Collection<String> authorities) {
		return hides(field) && !authorities.contains(this.reveal.get(field));
	}

	/** Whether a caller sees a masked field only because of an authority. */
	public boolean reveals(String field, Set<String> authorities) {
		return hides(field) && !hides(field, authorities);
	}

}
