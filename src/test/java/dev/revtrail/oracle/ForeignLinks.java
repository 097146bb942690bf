package dev.revtrail.oracle;

import java.lang.reflect.AnnotatedElement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.OneToMany;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.CollectionPart;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.internal.ManyToManyCollectionPart;
import org.hibernate.metamodel.mapping.internal.OneToManyCollectionPart;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;

/**
 * The columns by which records refer to each other: who is referred to cannot be deleted,
 * and some take one reference only.
 */
final class ForeignLinks {

	private final List<Link> links = new ArrayList<>();

	ForeignLinks(List<EntityPersister> entities) {
		for (EntityPersister entity : entities) {
			for (AttributeMapping attribute : RowRecords.attributes(entity)) {
				if (attribute instanceof ToOneAttributeMapping reference && RowRecords.isOwned(entity, reference)) {
					this.links.add(link(reference));
				}
				else if (attribute instanceof PluralAttributeMapping plural
						&& !plural.getCollectionDescriptor().isInverse()) {
					add(plural.getElementDescriptor());
					add(plural.getIndexDescriptor());
				}
			}
		}
	}

	private void add(CollectionPart part) {
		if (part instanceof ManyToManyCollectionPart || part instanceof OneToManyCollectionPart) {
			this.links.add(link(part));
		}
	}

	private static Link link(ToOneAttributeMapping reference) {
		return link(reference.getAssociatedEntityMappingType(), reference.getForeignKeyDescriptor());
	}

	private static Link link(EntityMappingType target, ForeignKeyDescriptor key) {
		SelectableMapping column = key.getKeyPart().getSelectable(0);
		return new Link(target,
				"select count(*) from %s where %s = ?".formatted(key.getKeyTable(), column.getSelectionExpression()));
	}

	private static Link link(CollectionPart part) {
		if (part instanceof ManyToManyCollectionPart element) {
			return link(element.getAssociatedEntityMappingType(), element.getForeignKeyDescriptor());
		}
		OneToManyCollectionPart element = (OneToManyCollectionPart) part;
		ForeignKeyDescriptor key = element.getCollectionAttribute().getKeyDescriptor();
		EntityMappingType target = element.getAssociatedEntityMappingType();
		return new Link(target,
				"select count(*) from %s where %s = ? and %s is not null".formatted(key.getKeyTable(),
						RowRecords.key(target.getEntityPersister(), key.getKeyTable()).get(0),
						key.getKeyPart().getSelectable(0).getSelectionExpression()));
	}

	/** Whether a collection takes elements that no other one has. */
	static boolean isExclusive(PluralAttributeMapping plural) {
		return plural.getPropertyAccess().getGetter().getMember() instanceof AnnotatedElement member
				&& member.isAnnotationPresent(OneToMany.class);
	}

	/** Whether nothing refers to a record. */
	boolean areFree(SharedSessionContractImplementor session, EntityMappingType type, Object id) {
		return this.links.stream()
			.filter((link) -> type.isTypeOrSuperType(link.target()))
			.allMatch((link) -> isFree(session, link, id));
	}

	/** Whether no record has a reference of that kind to a record. */
	boolean isFree(SharedSessionContractImplementor session, ToOneAttributeMapping reference, Object id) {
		return isFree(session, link(reference), id);
	}

	/** Whether a record is in no collection of that kind. */
	boolean isFree(SharedSessionContractImplementor session, PluralAttributeMapping plural, Object id) {
		return isFree(session, link(plural.getElementDescriptor()), id);
	}

	private static boolean isFree(SharedSessionContractImplementor session, Link link, Object id) {
		return session.doReturningWork((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(link.sql())) {
				statement.setObject(1, id);
				try (ResultSet count = statement.executeQuery()) {
					return count.next() && count.getInt(1) == 0;
				}
			}
		});
	}

	/**
	 * A column that refers to records.
	 *
	 * @param target what it refers to
	 * @param sql how often it refers to an id
	 */
	private record Link(EntityMappingType target, String sql) {
	}

}
