package dev.revtrail.envers.model;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.revtrail.Masked;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

import org.springframework.util.PatternMatchUtils;

/**
 * Finds the attributes that are masked: by {@link Masked}, or by a pattern of
 * {@code revtrail.mask}. A pattern is compared with an attribute's name, with its path
 * inside of the entity, and with that path after the simple name of the entity's class or
 * of a superclass, ignoring case. An asterisk stands for any characters.
 */
public final class MaskRules {

	private static final String NO_AUTHORITY = "";

	private final List<String> patterns;

	private final Set<String> unmatched;

	/**
	 * Creates an instance.
	 * @param patterns the patterns of {@code revtrail.mask}
	 */
	public MaskRules(List<String> patterns) {
		this.patterns = patterns;
		this.unmatched = new LinkedHashSet<>(patterns.stream().filter((pattern) -> !pattern.contains("*")).toList());
	}

	/**
	 * Reads the masks of an entity.
	 * @param persister the entity
	 * @param problems where masks that cannot be kept are added
	 * @return the masks
	 */
	Masks masks(EntityPersister persister, TrackingProblems problems) {
		Map<String, String> reveal = new HashMap<>();
		Class<?> entity = persister.getMappedClass();
		checkId(entity, entity, persister.getIdentifierPropertyName(), persister.getIdentifierPropertyName(),
				persister.getIdentifierType(), problems);
		String[] names = persister.getPropertyNames();
		for (int i = 0; i < names.length; i++) {
			collect(persister, entity, names[i], names[i], persister.getPropertyTypes()[i], null, reveal);
		}
		return new Masks(reveal);
	}

	/** Returns whether an attribute of an entity is masked. */
	boolean hides(EntityPersister entity, String attribute) {
		return reveal(entity.getMappedClass(), entity.getMappedClass(), attribute, attribute) != null;
	}

	/** Finds patterns that mask nothing, though they name an attribute. */
	public void check(TrackingProblems problems) {
		this.unmatched.forEach((pattern) -> problems.add(
				"The pattern " + pattern + " of revtrail.mask matches no attribute of a tracked record.",
				"Name attributes in revtrail.mask as password or User.password, or with an asterisk as *password*."));
	}

	private void collect(EntityPersister entity, Class<?> owner, String attribute, String path, Type type,
			@Nullable String outer, Map<String, String> reveal) {
		String authority = (outer != null) ? outer : reveal(entity.getMappedClass(), owner, attribute, path);
		if (type instanceof CompositeType composite) {
			String[] names = composite.getPropertyNames();
			for (int i = 0; i < names.length; i++) {
				collect(entity, composite.getReturnedClass(), names[i], path + "." + names[i],
						composite.getSubtypes()[i], authority, reveal);
			}
			return;
		}
		if (authority == null && type instanceof CollectionType collection) {
			CollectionPersister persister = entity.getFactory()
				.getMappingMetamodel()
				.getCollectionDescriptor(collection.getRole());
			authority = inElements(entity.getMappedClass(), path, persister.getElementType());
			if (authority == null && persister.hasIndex()) {
				authority = inElements(entity.getMappedClass(), path, persister.getIndexType());
			}
		}
		if (authority != null) {
			reveal.put(path, authority);
		}
	}

	/** An element is shown as a whole, so one masked part masks its collection. */
	private @Nullable String inElements(Class<?> entity, String path, Type type) {
		if (!(type instanceof CompositeType composite)) {
			return null;
		}
		String[] names = composite.getPropertyNames();
		for (int i = 0; i < names.length; i++) {
			String part = path + "." + names[i];
			String authority = reveal(entity, composite.getReturnedClass(), names[i], part);
			String inside = (authority != null) ? authority : inElements(entity, part, composite.getSubtypes()[i]);
			if (inside != null) {
				return inside;
			}
		}
		return null;
	}

	/** Ids stand in every entry, in references and in addresses. */
	private void checkId(Class<?> entity, Class<?> owner, @Nullable String attribute, @Nullable String path, Type type,
			TrackingProblems problems) {
		if (attribute != null && path != null && reveal(entity, owner, attribute, path) != null) {
			problems.add(
					"The id '" + attribute + "' of " + owner.getName()
							+ " is masked, but every entry shows the id of its record.",
					"Mask other attributes, or give the record an id that may be shown.");
		}
		if (type instanceof CompositeType composite) {
			for (int i = 0; i < composite.getPropertyNames().length; i++) {
				String name = composite.getPropertyNames()[i];
				checkId(entity, (attribute != null) ? composite.getReturnedClass() : owner, name,
						(path != null) ? path + "." + name : name, composite.getSubtypes()[i], problems);
			}
		}
	}

	/** The authority that reveals an attribute; null where it is not masked. */
	private @Nullable String reveal(Class<?> entity, Class<?> owner, String attribute, String path) {
		boolean named = isNamed(entity, attribute, path);
		return Attributes.annotations(owner, attribute, Masked.class)
			.stream()
			.findFirst()
			.map(Masked::reveal)
			.orElse(named ? NO_AUTHORITY : null);
	}

	private boolean isNamed(Class<?> entity, String attribute, String path) {
		List<String> names = Stream
			.concat(Stream.of(attribute, path),
					Stream.<Class<?>>iterate(entity, (type) -> type != null, Class::getSuperclass)
						.map((type) -> AuditableValues.simpleName(type.getName()) + "." + path))
			.map((name) -> name.toLowerCase(Locale.ROOT))
			.toList();
		List<String> matching = this.patterns.stream()
			.filter((pattern) -> names.stream()
				.anyMatch((name) -> PatternMatchUtils.simpleMatch(pattern.toLowerCase(Locale.ROOT), name)))
			.toList();
		this.unmatched.removeAll(matching);
		return !matching.isEmpty();
	}

}
