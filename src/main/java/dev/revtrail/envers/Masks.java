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

	static Masks of(EntityPersister persister) {
		Map<String, String> reveal = new HashMap<>();
		Class<?> owner = persister.getMappedClass();
		refuseIn(owner, persister.getIdentifierPropertyName(), persister.getIdentifierType());
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
	private static void refuseIn(Class<?> owner, @Nullable String attribute, Type type) {
		if (attribute != null && on(owner, attribute) != null) {
			throw new InvalidTrackingException("@Masked on the id '" + attribute + "' of " + owner.getName()
					+ " cannot be kept: an entry tells its record's id. Mask other attributes.");
		}
		if (type instanceof CompositeType composite) {
			for (int i = 0; i < composite.getPropertyNames().length; i++) {
				refuseIn((attribute != null) ? composite.getReturnedClass() : owner, composite.getPropertyNames()[i],
						composite.getSubtypes()[i]);
			}
		}
	}

}
