package dev.revtrail.envers.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.revtrail.envers.model.InheritedAudit.Attribute;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.envers.Audited;
import org.hibernate.envers.NotAudited;
import org.hibernate.envers.RelationTargetAuditMode;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.IndexedCollection;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Value;
import org.hibernate.models.spi.ClassDetails;
import org.hibernate.models.spi.MemberDetails;
import org.jspecify.annotations.Nullable;

/**
 * Has Envers audit what audited entities, and their embeddables, inherit from mapped
 * superclasses that are not annotated. Finds these attributes and leaves out those that
 * Envers cannot audit.
 */
public final class InheritedAttributes {

	private final InFlightMetadataCollector metadata;

	private final AuditableValues auditable;

	private final List<InheritedAttribute> found = new ArrayList<>();

	/** The members that are audited for some class. */
	private final Set<MemberDetails> audited = new HashSet<>();

	private final Set<Attribute> visited = new HashSet<>();

	public InheritedAttributes(InFlightMetadataCollector metadata) {
		this.metadata = metadata;
		this.auditable = new AuditableValues((name) -> {
			PersistentClass entity = metadata.getEntityBinding(name);
			return entity != null && isAudited(entity);
		});
	}

	/** Declares the attributes audited. To be called before Envers reads annotations. */
	public InheritedAudit declare() {
		for (PersistentClass entity : this.metadata.getEntityBindings()) {
			if (isAudited(entity)) {
				ClassDetails type = type(entity.getClassName());
				Audited annotation = type.getDirectAnnotationUsage(Audited.class);
				Set<String> inherited = (annotation != null)
						? find(type, entity.getProperties(), annotation.targetAuditMode(), false) : Set.of();
				entity.getProperties()
					.forEach((property) -> embeddables(property.getValue(), inherited.contains(property.getName())));
			}
		}
		return override();
	}

	private InheritedAudit override() {
		Set<InheritedAttribute.Division> undivided = undivided();
		Map<String, DeclaredOverrides> overrides = new HashMap<>();
		Set<Attribute> added = new LinkedHashSet<>();
		Map<Attribute, String> leftOut = new HashMap<>();
		for (InheritedAttribute one : this.found) {
			boolean whole = undivided.contains(one.division());
			String obstacle = (one.obstacle() != null) ? one.obstacle()
					: whole ? AuditableValues.simpleName(one.declaring().getName())
							+ " has a getter that is not audited for this class only" : null;
			if (obstacle == null) {
				added.add(one.attribute());
			}
			else {
				leftOut.put(one.attribute(), obstacle);
			}
			if (!whole) {
				overrides.computeIfAbsent(one.type().getName(), (name) -> new DeclaredOverrides(one.type())).add(one);
			}
		}
		overrides.values().forEach((ofType) -> ofType.apply(this.metadata));
		return new InheritedAudit(added, leftOut);
	}

	/**
	 * Finds the superclasses that stay as they are for a type. A getter can be left out
	 * only for all classes that inherit it, as Envers takes an override by name to be
	 * about the field.
	 */
	private Set<InheritedAttribute.Division> undivided() {
		return this.found.stream()
			.filter((one) -> one.obstacle() != null && !one.member().isField() && this.audited.contains(one.member()))
			.map(InheritedAttribute::division)
			.collect(Collectors.toSet());
	}

	/**
	 * Finds what a type inherits from plain mapped superclasses.
	 * @param type an entity or embeddable
	 * @param properties its attributes
	 * @param mode whether the targets of references have to be audited
	 * @param withOwn whether the type itself is audited only as it is inherited
	 * @return the names of the attributes that are audited now
	 */
	private Set<String> find(ClassDetails type, List<Property> properties, @Nullable RelationTargetAuditMode mode,
			boolean withOwn) {
		Map<String, Boolean> decided = MappedHierarchy.decidedByHost(type);
		Set<String> audited = new HashSet<>();
		for (Property property : properties) {
			String obstacle = null;
			for (ClassDetails declaring : MappedHierarchy.of(type)) {
				MemberDetails member = MappedHierarchy.member(declaring, property);
				if (member == null) {
					continue;
				}
				if (member.hasDirectAnnotationUsage(NotAudited.class)) {
					// Envers would go on to the superclass's getter of the same name
					obstacle = "@NotAudited";
					continue;
				}
				boolean silent = !member.hasDirectAnnotationUsage(Audited.class) && ((declaring == type) ? withOwn
						: MappedHierarchy.isPlain(declaring) && !decided.containsKey(declaring.getName()));
				if (silent) {
					obstacle = (obstacle != null) ? obstacle
							: this.auditable.obstacle(property.getValue(), member, mode);
					if (declaring != type || obstacle != null) {
						this.found.add(new InheritedAttribute(type, declaring, member, property.getName(), obstacle));
					}
				}
				if (obstacle == null) {
					audited.addAll((silent && declaring != type) ? Set.of(property.getName()) : Set.of());
					if (!Boolean.FALSE.equals(decided.get(declaring.getName()))) {
						this.audited.add(member);
					}
					break;
				}
			}
		}
		return audited;
	}

	private void embeddables(Value value, boolean inherited) {
		if (value instanceof Collection collection) {
			embeddables(collection.getElement(), inherited);
			if (collection instanceof IndexedCollection indexed && indexed.getIndex() != null) {
				embeddables(indexed.getIndex(), inherited);
			}
		}
		else if (value instanceof Component component && !component.isDynamic() && component.getTypeName() == null
				&& component.getComponentClassName() != null) {
			String name = component.getComponentClassName();
			Set<String> own = this.visited.add(new Attribute(name, String.valueOf(inherited)))
					? find(type(name), component.getProperties(), null, inherited) : Set.of();
			component.getProperties()
				.forEach((property) -> embeddables(property.getValue(), inherited || own.contains(property.getName())));
		}
	}

	/** Whether Envers audits the entity at all, by its own rule. */
	private boolean isAudited(PersistentClass entity) {
		if (entity.getClassName() == null) {
			return false;
		}
		ClassDetails type = type(entity.getClassName());
		return type.hasDirectAnnotationUsage(Audited.class) || entity.getProperties().stream().anyMatch((property) -> {
			MemberDetails member = MappedHierarchy.member(type, property);
			return member != null && member.hasDirectAnnotationUsage(Audited.class);
		});
	}

	private ClassDetails type(String className) {
		return this.metadata.getClassDetailsRegistry().resolveClassDetails(className);
	}

}
