package dev.revtrail.envers;

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
import org.hibernate.envers.internal.entities.mapper.id.IdMapper;
import org.hibernate.envers.internal.entities.mapper.relation.MiddleIdData;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.BasicType;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how Envers keeps a collection. The names of its properties follow from how
 * Envers makes them: the owner's id after the owner's simple name, a key after
 * {@code mapkey}, an element after {@code element} or the attribute's name.
 */
final class CollectionHistoryBuilder {

	private static final String MAP_KEY = "mapkey";

	private final SessionFactoryImplementor sessionFactory;

	private final EnversService envers;

	CollectionHistoryBuilder(SessionFactoryImplementor sessionFactory, EnversService envers) {
		this.sessionFactory = sessionFactory;
		this.envers = envers;
	}

	/** The history of a collection that the entity owns; null where Envers keeps none. */
	@Nullable CollectionHistory history(EntityPersister owner, String auditName, CollectionType type) {
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

	private CollectionHistory history(String auditEntity, MiddleIdData owner, String auditName,
			CollectionPersister persister, CollectionType type) {
		Map<String, Type> paths = paths(auditEntity);
		Configuration configuration = this.envers.getConfig();
		String revisionType = paths.keySet()
			.stream()
			.filter((path) -> last(path).equals(configuration.getRevisionTypePropertyName()))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException(auditEntity + " has no revision type."));
		List<String> ownerPaths = TrackedModelBuilder.partNames(owner.getPrefixedMapper())
			.stream()
			.map((name) -> configuration.getOriginalIdPropertyName() + "." + name)
			.toList();
		List<String> keyPaths = new ArrayList<>();
		Map<String, String> element = new LinkedHashMap<>();
		paths.keySet().stream().filter((path) -> !ownerPaths.contains(path) && !isEnvers(path)).forEach((path) -> {
			if (last(path).startsWith(MAP_KEY)) {
				keyPaths.add(path);
			}
			else {
				element.put(last(path), path);
			}
		});
		boolean map = Map.class.isAssignableFrom(type.getReturnedClass());
		return new CollectionHistory(auditEntity, ownerPaths, revisionType, map ? keyPaths : List.of(), element,
				reference(persister, auditName, paths, element));
	}

	/** How references are spelled; orders the element's properties as the id's parts. */
	private @Nullable RecordKey reference(CollectionPersister persister, String auditName, Map<String, Type> paths,
			Map<String, String> element) {
		if (!(persister.getElementType() instanceof EntityType target)) {
			return null;
		}
		IdMapper mapper = TrackedModelBuilder.idMapper(this.envers, target.getAssociatedEntityName());
		if (mapper == null) {
			return null;
		}
		Map<String, String> ordered = new LinkedHashMap<>();
		Map<String, BasicType<?>> parts = new LinkedHashMap<>();
		for (String part : TrackedModelBuilder.partNames(mapper)) {
			String path = element.get(auditName + "_" + part);
			if (path == null) {
				return null;
			}
			ordered.put(part, path);
			parts.put(part, TrackedField.basic(Objects.requireNonNull(paths.get(path))));
		}
		element.clear();
		element.putAll(ordered);
		return RecordKey.of(mapper, parts);
	}

	/** All paths of an audit entity, those inside its id included, with their types. */
	private Map<String, Type> paths(String auditEntity) {
		EntityPersister audit = this.sessionFactory.getMappingMetamodel().getEntityDescriptor(auditEntity);
		Map<String, Type> paths = new LinkedHashMap<>();
		CompositeType id = (CompositeType) audit.getIdentifierType();
		for (int i = 0; i < id.getPropertyNames().length; i++) {
			paths.put(this.envers.getConfig().getOriginalIdPropertyName() + "." + id.getPropertyNames()[i],
					id.getSubtypes()[i]);
		}
		List<String> names = Arrays.asList(audit.getPropertyNames());
		names.forEach((name) -> paths.put(name, audit.getPropertyTypes()[names.indexOf(name)]));
		return paths;
	}

	private boolean isEnvers(String path) {
		Configuration configuration = this.envers.getConfig();
		// Some of these names are null unless the audit strategy is the one with end
		// revisions
		return Arrays
			.asList(configuration.getRevisionFieldName(), configuration.getRevisionTypePropertyName(),
					configuration.getRevisionEndFieldName(), configuration.getRevisionEndTimestampFieldName(),
					configuration.getEmbeddableSetOrdinalPropertyName())
			.contains(last(path));
	}

	private static String last(String path) {
		return path.substring(path.lastIndexOf('.') + 1);
	}

}
