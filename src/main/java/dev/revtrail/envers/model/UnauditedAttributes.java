package dev.revtrail.envers.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.revtrail.envers.LibraryTable;
import dev.revtrail.envers.RevtrailRevision;
import jakarta.persistence.MappedSuperclass;
import org.hibernate.boot.Metadata;
import org.hibernate.envers.Audited;
import org.hibernate.envers.NotAudited;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.Join;
import org.hibernate.mapping.OneToMany;
import org.hibernate.mapping.OneToOne;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.ToOne;
import org.hibernate.mapping.Value;
import org.jspecify.annotations.Nullable;

/**
 * The persistent attributes of tracked entities whose changes leave no entry, each with
 * the reason. The other side of an association is not one of them where the side that
 * owns it is audited.
 */
public final class UnauditedAttributes {

	private final Metadata metadata;

	private final TrackedModel model;

	private final InheritedAudit inherited;

	public UnauditedAttributes(Metadata metadata, TrackedModel model, InheritedAudit inherited) {
		this.metadata = metadata;
		this.model = model;
		this.inherited = inherited;
	}

	/** Returns a line for each entity that has any. */
	public List<String> lines() {
		List<String> lines = new ArrayList<>();
		for (PersistentClass entity : this.metadata.getEntityBindings()) {
			PersistentClass parent = entity.getSuperclass();
			Map<String, String> attributes = of(entity.getEntityName());
			if (!attributes.isEmpty()) {
				lines.add(name(entity) + ": not audited: "
						+ attributes.entrySet()
							.stream()
							.map((attribute) -> attribute.getKey() + " (" + attribute.getValue() + ")")
							.collect(Collectors.joining(", ")));
			}
			else if (!isTracked(entity) && parent != null && isTracked(parent)) {
				lines.add(name(entity) + ": not audited (it extends " + name(parent) + ", which is audited)");
			}
		}
		return lines.stream().sorted().toList();
	}

	/**
	 * Returns the attributes of an entity that are not audited.
	 * @param entityName the entity's name
	 * @return why, by attribute; empty where the entity is not tracked
	 */
	public SortedMap<String, String> of(String entityName) {
		SortedMap<String, String> attributes = new TreeMap<>();
		TrackedEntity tracked = this.model.entity(entityName);
		if (tracked != null) {
			PersistentClass entity = this.metadata.getEntityBinding(entityName);
			collect(tracked, entity, entity.getMappedClass(), entity.getPropertyClosure(), "", attributes);
		}
		return attributes;
	}

	/** Returns the names of the host's entities that are not tracked. */
	public SortedSet<String> untrackedEntities() {
		return this.metadata.getEntityBindings()
			.stream()
			.filter((entity) -> entity.hasPojoRepresentation() && !isTracked(entity)
					&& !entity.getMappedClass().isAnnotationPresent(LibraryTable.class)
					&& !RevtrailRevision.class.isAssignableFrom(entity.getMappedClass()))
			.map(PersistentClass::getEntityName)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private boolean isTracked(PersistentClass entity) {
		return this.model.entity(entity.getEntityName()) != null;
	}

	private void collect(TrackedEntity tracked, PersistentClass entity, Class<?> owner, List<Property> properties,
			String prefix, Map<String, String> attributes) {
		for (Property property : properties) {
			String name = prefix + property.getName();
			if (property.isSynthetic() || property.isBackRef()) {
				continue;
			}
			if (isTracked(tracked, name)) {
				if (property.getValue() instanceof Component component && component.getComponentClass() != null) {
					collect(tracked, entity, component.getComponentClass(), component.getProperties(), name + ".",
							attributes);
				}
				else if (property.getValue() instanceof Collection collection) {
					elements(tracked, name, collection, attributes);
				}
			}
			else if (!isRecordedByTheOtherSide(property.getValue())) {
				attributes.put(name, reason(entity, owner, property));
			}
		}
	}

	private static boolean isTracked(TrackedEntity tracked, String name) {
		return tracked.fields()
			.stream()
			.anyMatch((field) -> field.name().equals(name) || field.name().startsWith(name + "."));
	}

	/** The parts of embeddable elements. */
	private void elements(TrackedEntity tracked, String name, Collection collection, Map<String, String> attributes) {
		ElementShape shape = tracked.collections()
			.stream()
			.filter((field) -> field.name().equals(name))
			.map((field) -> field.history().element())
			.findFirst()
			.orElse(null);
		if (shape instanceof ElementShape.Embeddable embeddable
				&& collection.getElement() instanceof Component component) {
			for (Property part : component.getProperties()) {
				if (embeddable.parts().stream().noneMatch((kept) -> kept.name().equals(part.getName()))) {
					attributes.put(name + "." + part.getName(), reason(null, component.getComponentClass(), part));
				}
			}
		}
	}

	private boolean isRecordedByTheOtherSide(Value value) {
		if (value instanceof OneToOne reference) {
			return reference.getReferencedPropertyName() != null
					&& isTracked(reference.getReferencedEntityName(), reference.getReferencedPropertyName());
		}
		if (!(value instanceof Collection collection) || !collection.isInverse()) {
			return false;
		}
		String target = target(collection.getElement());
		return target != null && collection.getMappedByProperty() != null
				&& isTracked(target, collection.getMappedByProperty());
	}

	private static @Nullable String target(Value element) {
		return (element instanceof OneToMany toMany) ? toMany.getReferencedEntityName()
				: (element instanceof ToOne reference) ? reference.getReferencedEntityName() : null;
	}

	private boolean isTracked(String entityName, String name) {
		TrackedEntity target = this.model.entity(entityName);
		return target != null && isTracked(target, name);
	}

	private String reason(@Nullable PersistentClass entity, Class<?> owner, Property property) {
		String inherited = this.inherited.reason(owner, property.getName());
		if (inherited != null) {
			return inherited;
		}
		if (!Attributes.annotations(owner, property.getName(), NotAudited.class).isEmpty()) {
			return "@NotAudited";
		}
		if (entity != null && property.equals(entity.getVersion())) {
			return "@Version";
		}
		Class<?> declaring = Attributes.declaringClass(owner, property.getName());
		if (declaring != null && declaring.isAnnotationPresent(MappedSuperclass.class)
				&& declaring.getDeclaredAnnotation(Audited.class) == null) {
			return declaring.getSimpleName() + ", which declares it, is not audited";
		}
		if (isInverse(property.getValue())) {
			return "its other side is not audited";
		}
		if (!property.isInsertable()) {
			return "insertable = false";
		}
		Join join = (entity != null) ? joinOf(entity, property) : null;
		return (join != null) ? "its table " + join.getTable().getName() + " has another attribute that is not audited"
				: "Envers does not audit it";
	}

	private static boolean isInverse(Value value) {
		return (value instanceof Collection collection && collection.isInverse())
				|| (value instanceof OneToOne reference && reference.getReferencedPropertyName() != null);
	}

	/** Envers audits a secondary table only as a whole. */
	private static @Nullable Join joinOf(PersistentClass entity, Property property) {
		for (PersistentClass of = entity; of != null; of = of.getSuperclass()) {
			for (Join join : of.getJoins()) {
				if (join.getProperties().stream().anyMatch((other) -> Objects.equals(other, property))) {
					return join;
				}
			}
		}
		return null;
	}

	private static String name(PersistentClass entity) {
		return AuditableValues.simpleName(entity.getEntityName());
	}

}
