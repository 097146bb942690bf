package dev.revtrail.envers;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import dev.revtrail.Masked;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Which of an entity's fields are masked, and who may have them revealed.
 *
 * @param reveal the masked fields, with the authority that reveals them; empty for nobody
 */
record Masks(Map<String, String> reveal) {

	/**
	 * Reads the masks of an entity.
	 * @param persister the entity
	 * @param problems where masks that cannot be kept are added
	 * @return the masks
	 */
	static Masks of(EntityPersister persister, TrackingProblems problems) {
		Map<String, String> reveal = new HashMap<>();
		Class<?> owner = persister.getMappedClass();
		checkId(owner, persister.getIdentifierPropertyName(), persister.getIdentifierType(), problems);
		String[] names = persister.getPropertyNames();
		for (int i = 0; i < names.length; i++) {
			collect(owner, names[i], names[i], persister.getPropertyTypes()[i], null, reveal);
		}
		return new Masks(reveal);
	}

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

	private static @Nullable Masked on(Class<?> owner, String attribute) {
		return Attributes.annotations(owner, attribute, Masked.class).stream().findFirst().orElse(null);
	}

	private static void collect(Class<?> owner, String attribute, String name, Type type, @Nullable Masked outer,
			Map<String, String> reveal) {
		Masked masked = (outer != null) ? outer : on(owner, attribute);
		if (type instanceof CompositeType composite) {
			String[] names = composite.getPropertyNames();
			for (int i = 0; i < names.length; i++) {
				collect(composite.getReturnedClass(), names[i], name + "." + names[i], composite.getSubtypes()[i],
						masked, reveal);
			}
		}
		else if (masked != null) {
			reveal.put(name, masked.reveal());
		}
	}

	/** Ids stand in every entry, in references and in addresses. */
	private static void checkId(Class<?> owner, @Nullable String attribute, Type type, TrackingProblems problems) {
		if (attribute != null && on(owner, attribute) != null) {
			problems.add(
					"The id '" + attribute + "' of " + owner.getName()
							+ " is annotated @Masked, but every entry shows the id of its record.",
					"Mask other attributes, or give the record an id that may be shown.");
		}
		if (type instanceof CompositeType composite) {
			for (int i = 0; i < composite.getPropertyNames().length; i++) {
				checkId((attribute != null) ? composite.getReturnedClass() : owner, composite.getPropertyNames()[i],
						composite.getSubtypes()[i], problems);
			}
		}
	}

}
