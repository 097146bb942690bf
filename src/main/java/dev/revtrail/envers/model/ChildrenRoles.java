package dev.revtrail.envers.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.envers.AuditMappedBy;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.internal.entities.RelationDescription;
import org.hibernate.persister.collection.AbstractCollectionPersister;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Finds the collections by which parents write columns of their children, as Envers knows
 * them: those with {@code @AuditMappedBy}, and inverse lists and maps with a column for
 * the index or the key.
 */
final class ChildrenRoles {

	private final SessionFactoryImplementor sessionFactory;

	private final EnversService envers;

	ChildrenRoles(SessionFactoryImplementor sessionFactory, EnversService envers) {
		this.sessionFactory = sessionFactory;
		this.envers = envers;
	}

	/** Those of a parent. */
	List<ChildrenRole> of(EntityPersister parent) {
		List<ChildrenRole> roles = new ArrayList<>();
		for (int i = 0; i < parent.getPropertyNames().length; i++) {
			collect(parent, parent.getPropertyNames()[i], parent.getPropertyTypes()[i], roles);
		}
		return roles;
	}

	private void collect(EntityPersister parent, String name, Type type, List<ChildrenRole> roles) {
		if (type instanceof CompositeType composite) {
			for (int i = 0; i < composite.getPropertyNames().length; i++) {
				collect(parent, name + "_" + composite.getPropertyNames()[i], composite.getSubtypes()[i], roles);
			}
		}
		else if (type instanceof CollectionType collection) {
			ChildrenRole role = role(parent, name, collection);
			if (role != null) {
				roles.add(role);
			}
		}
	}

	private @Nullable ChildrenRole role(EntityPersister parent, String name, CollectionType type) {
		CollectionPersister collection = this.sessionFactory.getMappingMetamodel()
			.getCollectionDescriptor(type.getRole());
		RelationDescription relation = this.envers.getEntitiesConfigurations()
			.getRelationDescription(parent.getEntityName(), name);
		if (relation == null || relation.getFakeBidirectionalRelationMapper() == null || !collection.isOneToMany()) {
			return null;
		}
		EntityPersister child = collection.getElementPersister();
		String mappedBy = relation.getMappedByPropertyName();
		String reference = collection.isInverse() ? null : mappedBy;
		String position = position(parent, name, collection, relation);
		boolean written = position != null && isAudited(child, position) && !isWrittenBy(child, position);
		return (reference != null || written)
				? new ChildrenRole(type.getRole(), parent, child, mappedBy, reference, written ? position : null)
				: null;
	}

	private static @Nullable String position(EntityPersister parent, String name, CollectionPersister collection,
			RelationDescription relation) {
		if (relation.getFakeBidirectionalRelationIndexMapper() == null) {
			return null;
		}
		return Attributes.annotations(parent.getMappedClass(), name, AuditMappedBy.class)
			.stream()
			.map(AuditMappedBy::positionMappedBy)
			.filter((position) -> !position.isEmpty())
			.findFirst()
			.orElse(((AbstractCollectionPersister) collection).getIndexColumnNames()[0]);
	}

	private boolean isAudited(EntityPersister child, String property) {
		String audit = this.envers.getConfig().getAuditEntityName(child.getEntityName());
		return Arrays.asList(this.sessionFactory.getMappingMetamodel().getEntityDescriptor(audit).getPropertyNames())
			.contains(property);
	}

	private static boolean isWrittenBy(EntityPersister child, String attribute) {
		int place = Arrays.asList(child.getPropertyNames()).indexOf(attribute);
		return place >= 0 && (child.getPropertyInsertability()[place] || child.getPropertyUpdateability()[place]);
	}

}
