package dev.revtrail.envers.model;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What became of the attributes that Envers' own rule leaves out, as their mapped
 * superclass is not annotated.
 *
 * @param added the attributes that are audited all the same
 * @param leftOut those that Envers cannot audit, with the reasons
 */
public record InheritedAudit(Set<Attribute> added, Map<Attribute, String> leftOut) {

	public static final InheritedAudit NONE = new InheritedAudit(Set.of(), Map.of());

	/**
	 * Returns whether an attribute is audited only by this rule.
	 * @param owner the class that has it
	 * @param name its name
	 */
	public boolean isAdded(Class<?> owner, String name) {
		return hierarchy(owner).anyMatch((type) -> this.added.contains(new Attribute(type.getName(), name)));
	}

	/**
	 * Returns why an attribute is left out; null where this rule does not leave it out.
	 */
	@Nullable String reason(Class<?> owner, String name) {
		return hierarchy(owner).map((type) -> this.leftOut.get(new Attribute(type.getName(), name)))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private static Stream<Class<?>> hierarchy(Class<?> owner) {
		return Stream.<Class<?>>iterate(owner, Objects::nonNull, Class::getSuperclass);
	}

	/**
	 * An attribute of an entity or embeddable.
	 *
	 * @param owner the name of the class that has the attribute, which a superclass may
	 * declare
	 * @param name its name
	 */
	record Attribute(String owner, String name) {

	}

}
