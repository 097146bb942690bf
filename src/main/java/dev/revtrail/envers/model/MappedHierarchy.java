package dev.revtrail.envers.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Transient;
import org.hibernate.envers.AuditOverride;
import org.hibernate.envers.AuditOverrides;
import org.hibernate.envers.Audited;
import org.hibernate.mapping.Property;
import org.hibernate.models.spi.AnnotationTarget;
import org.hibernate.models.spi.ClassDetails;
import org.hibernate.models.spi.MemberDetails;
import org.jspecify.annotations.Nullable;

/**
 * The classes from which an entity or embeddable has its attributes, as Envers reads
 * them.
 */
final class MappedHierarchy {

	private MappedHierarchy() {
	}

	/** Returns a class and its superclasses, up to the next entity. */
	static List<ClassDetails> of(ClassDetails type) {
		List<ClassDetails> classes = new ArrayList<>(List.of(type));
		for (ClassDetails superclass : superclasses(type)) {
			if (superclass.hasDirectAnnotationUsage(Entity.class)) {
				break;
			}
			classes.add(superclass);
		}
		return classes;
	}

	/** Returns whether a class is a mapped superclass that is not annotated. */
	static boolean isPlain(ClassDetails type) {
		return type.hasDirectAnnotationUsage(MappedSuperclass.class) && !type.hasDirectAnnotationUsage(Audited.class);
	}

	/** Returns the field or getter of a property that a class itself declares. */
	static @Nullable MemberDetails member(ClassDetails declaring, Property property) {
		List<? extends MemberDetails> members = "field".equals(property.getPropertyAccessorName())
				? declaring.getFields() : declaring.getMethods();
		for (MemberDetails member : members) {
			if (member.isPersistable() && !member.hasDirectAnnotationUsage(Transient.class)
					&& property.getName().equals(member.resolveAttributeName())) {
				return member;
			}
		}
		return null;
	}

	/**
	 * Returns the superclasses of which the host has said whether they are audited. What
	 * a subclass says takes precedence.
	 */
	static Map<String, Boolean> decidedByHost(ClassDetails type) {
		Map<String, Boolean> decided = new HashMap<>();
		List<ClassDetails> classes = new ArrayList<>(List.of(type));
		classes.addAll(superclasses(type));
		for (ClassDetails declaring : classes) {
			Audited audited = declaring.getDirectAnnotationUsage(Audited.class);
			if (audited != null) {
				for (Class<?> parent : parents(audited)) {
					decided.putIfAbsent(parent.getName(), true);
				}
			}
			for (AuditOverride override : overrides(declaring)) {
				if (override.name().isEmpty()) {
					decided.putIfAbsent(override.forClass().getName(), override.isAudited());
				}
			}
		}
		return decided;
	}

	@SuppressWarnings("deprecation")
	private static Class<?>[] parents(Audited audited) {
		return audited.auditParents();
	}

	/** Returns the overrides that stand on a class or member itself. */
	static List<AuditOverride> overrides(AnnotationTarget target) {
		AuditOverrides several = target.getDirectAnnotationUsage(AuditOverrides.class);
		AuditOverride one = target.getDirectAnnotationUsage(AuditOverride.class);
		return (several != null) ? List.of(several.value()) : (one != null) ? List.of(one) : List.of();
	}

	private static List<ClassDetails> superclasses(ClassDetails type) {
		List<ClassDetails> superclasses = new ArrayList<>();
		for (ClassDetails superclass = type.getSuperClass(); superclass != null
				&& !Object.class.getName().equals(superclass.getName()); superclass = superclass.getSuperClass()) {
			superclasses.add(superclass);
		}
		return superclasses;
	}

}
