package dev.revtrail.envers.model;

import java.util.function.Predicate;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Lob;
import jakarta.persistence.MapKey;
import jakarta.persistence.OneToMany;
import org.hibernate.envers.AuditMappedBy;
import org.hibernate.envers.RelationTargetAuditMode;
import org.hibernate.envers.boot.EnversMappingException;
import org.hibernate.envers.configuration.internal.metadata.CollectionMappedByResolver;
import org.hibernate.envers.configuration.internal.metadata.reader.PropertyAuditingData;
import org.hibernate.mapping.Any;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.IndexedCollection;
import org.hibernate.mapping.ManyToOne;
import org.hibernate.mapping.OneToOne;
import org.hibernate.mapping.ToOne;
import org.hibernate.mapping.Value;
import org.hibernate.models.spi.MemberDetails;
import org.hibernate.type.BagType;
import org.hibernate.type.CollectionType;
import org.hibernate.type.ListType;
import org.hibernate.type.MapType;
import org.hibernate.type.SetType;
import org.jspecify.annotations.Nullable;

/**
 * Which attributes Envers can audit. It stops the start-up at those that it cannot.
 */
public final class AuditableValues {

	private final Predicate<String> isAudited;

	/**
	 * Creates an instance.
	 * @param isAudited whether the entity of a name is audited
	 */
	AuditableValues(Predicate<String> isAudited) {
		this.isAudited = isAudited;
	}

	/**
	 * Returns why Envers cannot audit an attribute.
	 * @param value what the attribute is mapped to
	 * @param member the attribute's field or getter
	 * @param mode whether the targets of references have to be audited
	 * @return the reason, or null where Envers can audit it
	 */
	@Nullable String obstacle(Value value, MemberDetails member, @Nullable RelationTargetAuditMode mode) {
		boolean anyTarget = mode == RelationTargetAuditMode.NOT_AUDITED;
		if (hasFormula(value)) {
			return "Envers does not support formulas";
		}
		if (value instanceof Any) {
			return "Envers does not support @Any";
		}
		if (value instanceof ToOne reference) {
			boolean inverse = reference instanceof OneToOne oneToOne && oneToOne.getReferencedPropertyName() != null;
			return target(reference.getReferencedEntityName(), anyTarget && !inverse);
		}
		return (value instanceof Collection collection) ? collection(collection, member, anyTarget) : null;
	}

	private @Nullable String collection(Collection collection, MemberDetails member, boolean anyTarget) {
		Value element = collection.getElement();
		if (!isSupported(collection.getCollectionType())) {
			return "Envers does not support its kind of collection";
		}
		if (element instanceof Any) {
			return "Envers does not support @ManyToAny";
		}
		if (member.hasDirectAnnotationUsage(ElementCollection.class) && member.hasDirectAnnotationUsage(Lob.class)
				&& !(collection.getCollectionType() instanceof MapType)) {
			return "Envers supports collections of large objects only as maps";
		}
		if (collection instanceof IndexedCollection indexed && indexed.getIndex() instanceof ManyToOne key) {
			String ofKey = target(key.getReferencedEntityName(), anyTarget);
			if (ofKey != null) {
				return ofKey;
			}
		}
		boolean ownTable = hasAuditTableOfItsOwn(collection, element, member);
		String entityName = targetOf(element);
		String ofElement = (entityName != null)
				? target(entityName, anyTarget && ownTable && !member.hasDirectAnnotationUsage(MapKey.class)) : null;
		return (ofElement != null || ownTable || member.hasDirectAnnotationUsage(AuditMappedBy.class)) ? ofElement
				: otherSide(collection);
	}

	private static boolean hasFormula(Value value) {
		if (value instanceof Collection collection) {
			return collection.getKey().hasFormula() || collection.getElement().hasFormula()
					|| (collection instanceof IndexedCollection indexed && indexed.getIndex() != null
							&& indexed.getIndex().hasFormula());
		}
		return value.hasFormula();
	}

	private static boolean isSupported(CollectionType type) {
		return type instanceof SetType || type instanceof BagType || type instanceof ListType
				|| type instanceof MapType;
	}

	private static @Nullable String targetOf(Value element) {
		if (element instanceof org.hibernate.mapping.OneToMany toMany) {
			return toMany.getReferencedEntityName();
		}
		return (element instanceof ToOne reference) ? reference.getReferencedEntityName() : null;
	}

	private static boolean hasAuditTableOfItsOwn(Collection collection, Value element, MemberDetails member) {
		OneToMany annotation = member.getDirectAnnotationUsage(OneToMany.class);
		return (element instanceof org.hibernate.mapping.OneToMany)
				? !collection.isInverse() && !member.hasDirectAnnotationUsage(AuditMappedBy.class)
				: !(element instanceof ManyToOne && annotation != null && !annotation.mappedBy().isEmpty());
	}

	private @Nullable String target(String entityName, boolean anyTarget) {
		return (anyTarget || this.isAudited.test(entityName)) ? null
				: "its target " + simpleName(entityName) + " is not audited";
	}

	private static @Nullable String otherSide(Collection collection) {
		try {
			CollectionMappedByResolver.resolveMappedBy(collection, new PropertyAuditingData());
			return null;
		}
		catch (EnversMappingException ex) {
			return "Envers does not find its other side";
		}
	}

	public static String simpleName(String entityName) {
		return entityName.substring(Math.max(entityName.lastIndexOf('.'), entityName.lastIndexOf('$')) + 1);
	}

}
