package dev.revtrail.envers.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.configuration.Configuration;
import org.hibernate.envers.internal.entities.ComponentDescription;
import org.hibernate.envers.internal.entities.RelationDescription;
import org.hibernate.envers.internal.entities.mapper.relation.MiddleIdData;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.BasicType;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.ListType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how Envers keeps a collection. The owner's id and the table come from Envers'
 * own metadata. The names of what the table holds follow from the types that Hibernate
 * maps: a basic element is {@code element}, a basic key or index {@code mapkey}; a
 * reference is named after the attribute, or {@code mapkey}, and the parts of its id; the
 * attributes of an embeddable have their own names.
 */
final class CollectionAuditMappingBuilder {

	private static final String MAP_KEY = "mapkey";

	private static final String ELEMENT = "element";

	private final SessionFactoryImplementor sessionFactory;

	private final EnversService envers;

	private final ColumnForms columns;

	CollectionAuditMappingBuilder(SessionFactoryImplementor sessionFactory, EnversService envers, ColumnForms columns) {
		this.sessionFactory = sessionFactory;
		this.envers = envers;
		this.columns = columns;
	}

	/** The history of a collection that the entity owns; null where Envers keeps none. */
	@Nullable CollectionAuditMapping history(EntityPersister owner, String auditName, CollectionType type) {
		CollectionPersister persister = this.sessionFactory.getMappingMetamodel()
			.getCollectionDescriptor(type.getRole());
		if (persister.isInverse()) {
			return null;
		}
		String entityName = owner.getEntityName();
		RelationDescription relation = this.envers.getEntitiesConfigurations()
			.getRelationDescription(entityName, auditName);
		if (relation != null && relation.getAuditMiddleEntityName() != null) {
			return history(relation.getAuditMiddleEntityName(), relation.getReferencingIdData(), auditName, persister,
					type);
		}
		ComponentDescription component = this.envers.getEntitiesConfigurations()
			.getComponentDescription(entityName, auditName);
		return (component != null && component.getAuditMiddleEntityName() != null)
				? history(component.getAuditMiddleEntityName(), component.getMiddleIdData(), auditName, persister, type)
				: null;
	}

	private @Nullable CollectionAuditMapping history(String auditEntity, MiddleIdData owner, String auditName,
			CollectionPersister persister, CollectionType type) {
		EntityPersister audit = this.sessionFactory.getMappingMetamodel().getEntityDescriptor(auditEntity);
		Map<String, Property> properties = properties(audit);
		Configuration configuration = this.envers.getConfig();
		Property revisionType = properties.get(configuration.getRevisionTypePropertyName());
		String elementName = (persister.getElementType() instanceof EntityType) ? auditName : ELEMENT;
		ElementShape element = shape(persister.getElementType(), elementName, audit,
				persister.getAttributeMapping().getElementDescriptor());
		if (revisionType == null || element == null) {
			return null;
		}
		String prefix = prefix(owner);
		AuditedId ownerId = new AuditedId(prefix, Objects.requireNonNull(
				RecordKeyBuilder.key(persister.getOwnerEntityPersister(), types(properties), prefix, this.columns)));
		ElementShape key = persister.hasIndex()
				? shape(persister.getIndexType(), MAP_KEY, audit, persister.getAttributeMapping().getIndexDescriptor())
				: null;
		CollectionKind kind = (key == null) ? CollectionKind.SET
				: (type instanceof ListType) ? CollectionKind.LIST : CollectionKind.MAP;
		return new CollectionAuditMapping(auditEntity, ownerId, paths(ownerId, properties), revisionType.path(), kind,
				key, element);
	}

	/** Null where the audit table does not hold it. */
	private @Nullable ElementShape shape(Type type, String name, EntityPersister audit, @Nullable ModelPart part) {
		if (type instanceof CompositeType composite) {
			// An attribute may be named like a part of the id, where none is ever kept
			return embeddable(composite, "", plainProperties(audit), part);
		}
		return shape(type, name, properties(audit), part);
	}

	private @Nullable ElementShape shape(Type type, String name, Map<String, Property> properties,
			@Nullable ModelPart part) {
		if (type instanceof EntityType reference) {
			return reference(reference, name, properties);
		}
		Property property = properties.get(name);
		return (property != null) ? new ElementShape.Basic(property.path(), stored(type, part)) : null;
	}

	private @Nullable StoredForm stored(Type type, @Nullable ModelPart part) {
		return (type instanceof BasicType<?> basic && basic.getValueConverter() == null
				&& part instanceof SelectableMapping column && !column.isFormula()) ? this.columns.form(column) : null;
	}

	private ElementShape.@Nullable Embeddable embeddable(CompositeType type, String prefix,
			Map<String, Property> properties, @Nullable ModelPart part) {
		List<ElementShape.Part> parts = new ArrayList<>();
		for (int i = 0; i < type.getPropertyNames().length; i++) {
			String name = type.getPropertyNames()[i];
			ModelPart inner = (part instanceof EmbeddableValuedModelPart embeddable)
					? embeddable.findSubPart(name, null) : null;
			ElementShape shape = (type.getSubtypes()[i] instanceof CompositeType nested)
					? embeddable(nested, prefix + name + "_", properties, inner)
					: shape(type.getSubtypes()[i], prefix + name, properties, inner);
			if (shape != null) {
				parts.add(new ElementShape.Part(name, i, shape));
			}
		}
		return parts.isEmpty() ? null
				: new ElementShape.Embeddable(type, parts, !prefix.isEmpty() || isComplete(type, parts));
	}

	/** An attribute that is not audited may have a value where all others have none. */
	private static boolean isComplete(CompositeType type, List<ElementShape.Part> parts) {
		return parts.size() == type.getPropertyNames().length && parts.stream()
			.allMatch((part) -> !(part.shape() instanceof ElementShape.Embeddable nested)
					|| isComplete(nested.type(), nested.parts()));
	}

	private ElementShape.@Nullable Reference reference(EntityType type, String name, Map<String, Property> properties) {
		EntityPersister target = this.sessionFactory.getMappingMetamodel()
			.getEntityDescriptor(type.getAssociatedEntityName());
		RecordKey key = RecordKeyBuilder.key(target, types(properties), name + "_", this.columns);
		AuditedId id = (key != null) ? new AuditedId(name + "_", key) : null;
		return (id != null) ? new ElementShape.Reference(paths(id, properties), target, id) : null;
	}

	/** What stands before the names of the owner's id's properties. */
	private static String prefix(MiddleIdData owner) {
		String name = AuditedId.partNames(owner.getOriginalMapper()).get(0);
		String prefixed = AuditedId.partNames(owner.getPrefixedMapper()).get(0);
		return prefixed.substring(0, prefixed.length() - name.length());
	}

	private static Map<String, Type> types(Map<String, Property> properties) {
		Map<String, Type> types = new LinkedHashMap<>();
		properties.forEach((name, property) -> types.put(name, property.type()));
		return types;
	}

	/** The paths to the parts of an id, in their order. */
	private static List<String> paths(AuditedId id, Map<String, Property> properties) {
		return id.key()
			.parts()
			.stream()
			.map((part) -> Objects.requireNonNull(properties.get(id.prefix() + part.property())).path() + part.below())
			.toList();
	}

	/** The properties of an audit entity by name, outside of its id. */
	private Map<String, Property> plainProperties(EntityPersister audit) {
		Map<String, Property> properties = new LinkedHashMap<>();
		List<String> names = Arrays.asList(audit.getPropertyNames());
		names
			.forEach((name) -> properties.put(name, new Property(name, audit.getPropertyTypes()[names.indexOf(name)])));
		return properties;
	}

	/** All properties of an audit entity by name, those inside its id first. */
	private Map<String, Property> properties(EntityPersister audit) {
		Map<String, Property> properties = plainProperties(audit);
		CompositeType id = (CompositeType) audit.getIdentifierType();
		for (int i = 0; i < id.getPropertyNames().length; i++) {
			String name = id.getPropertyNames()[i];
			properties.put(name, new Property(this.envers.getConfig().getOriginalIdPropertyName() + "." + name,
					id.getSubtypes()[i]));
		}
		return properties;
	}

	/**
	 * A property of an audit entity.
	 *
	 * @param path the path to it
	 * @param type its type
	 */
	private record Property(String path, Type type) {

	}

}
