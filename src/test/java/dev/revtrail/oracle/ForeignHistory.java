package dev.revtrail.oracle;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.persistence.EntityManager;
import org.hibernate.Hibernate;
import org.hibernate.generator.Assigned;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.CollectionPart;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.internal.EntityCollectionPart;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.testing.orm.domain.gambit.Shirt;
import org.hibernate.type.CompositeType;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.ReflectionUtils;

/**
 * Random transactions over entities of which nothing is known but their mapping.
 */
final class ForeignHistory {

	private static final int RECORDS = 40;

	private final EntityManager entityManager;

	private final TransactionTemplate transaction;

	private final Draw draw;

	private final List<EntityPersister> entities;

	private final ForeignLinks links;

	private List<Handle> committed = new ArrayList<>();

	/** The ids of records that were deleted, which may come again. */
	private final List<Handle> deleted = new ArrayList<>();

	private int ids;

	ForeignHistory(EntityManager entityManager, TransactionTemplate transaction, List<EntityPersister> entities,
			long seed) {
		this.entityManager = entityManager;
		this.transaction = transaction;
		this.entities = entities.stream().filter((entity) -> !entity.isAbstract()).toList();
		this.links = new ForeignLinks(entities);
		this.draw = new Draw(seed);
	}

	/** Does one transaction, which may be rolled back. */
	void next() {
		Work work = new Work();
		boolean committing = !this.draw.chance(12);
		this.transaction.executeWithoutResult((status) -> {
			for (int i = 1 + this.draw.below(5); i > 0; i--) {
				work.step();
			}
			if (!committing) {
				if (this.draw.chance(50)) {
					this.entityManager.flush();
				}
				status.setRollbackOnly();
			}
		});
		if (committing) {
			this.deleted.removeAll(work.records);
			this.deleted.addAll(work.gone);
			this.committed = work.records;
		}
	}

	/** What one transaction does. */
	private final class Work {

		private final List<Handle> records = new ArrayList<>(ForeignHistory.this.committed);

		private final List<Handle> gone = new ArrayList<>();

		/**
		 * Types whose ids have no {@code equals}, and of which a record was changed:
		 * Envers would not know it again within the transaction.
		 */
		private final Set<EntityPersister> usedUp = new HashSet<>();

		void step() {
			int chance = draw().below(100);
			if (this.records.isEmpty() || (chance < 35 && this.records.size() < RECORDS)) {
				create(draw().of(ForeignHistory.this.entities));
			}
			else if (chance < 85) {
				update(draw().of(this.records));
			}
			else {
				delete(draw().of(this.records));
			}
			if (draw().chance(25)) {
				em().flush();
				if (draw().chance(30)) {
					em().clear();
				}
			}
		}

		private boolean isUsedUp(EntityPersister type) {
			Class<?> id = type.getIdentifierType().getReturnedClass();
			Method equals = Objects.requireNonNull(ReflectionUtils.findMethod(id, "equals", Object.class));
			return !id.isPrimitive() && equals.getDeclaringClass() == Object.class && !this.usedUp.add(type);
		}

		private void create(EntityPersister type) {
			if (isUsedUp(type)) {
				return;
			}
			List<Handle> former = ForeignHistory.this.deleted.stream()
				.filter((handle) -> handle.type() == type && !this.records.contains(handle))
				.toList();
			Object id = (isAssigned(type) && !former.isEmpty() && draw().chance(40)) ? draw().of(former).id()
					: id(type);
			Object entity = type.instantiate(id, session());
			for (AttributeMapping attribute : attributes(type)) {
				boolean natural = isNatural(type, attribute);
				if (natural || draw().chance(50)) {
					edit(entity, type, attribute, natural);
				}
			}
			em().persist(entity);
			this.records.add(new Handle(type, type.getIdentifier(entity, session())));
		}

		private void update(Handle handle) {
			EntityPersister type = handle.type();
			if (isUsedUp(type)) {
				return;
			}
			Object entity = Hibernate.unproxy(em().find(type.getMappedClass(), handle.id()));
			List<AttributeMapping> attributes = attributes(type).stream()
				.filter((attribute) -> !isNatural(type, attribute))
				.toList();
			boolean detached = draw().chance(15) && isMergeable(type);
			if (detached) {
				em().flush();
				em().detach(entity);
				attributes = attributes.stream()
					.filter((one) -> !(one instanceof PluralAttributeMapping) && !isOneToOne(one))
					.toList();
			}
			for (int i = 1 + draw().below(4); i > 0 && !attributes.isEmpty(); i--) {
				edit(entity, type, draw().of(attributes), false);
			}
			if (detached) {
				em().merge(entity);
			}
		}

		private void delete(Handle handle) {
			if (isUsedUp(handle.type())) {
				return;
			}
			em().flush();
			em().clear();
			if (ForeignHistory.this.links.areFree(session(), handle.type(), handle.id())) {
				em().remove(em().find(handle.type().getMappedClass(), handle.id()));
				this.records.remove(handle);
				this.gone.add(handle);
			}
		}

		private void edit(Object entity, EntityPersister type, AttributeMapping attribute, boolean natural) {
			if (attribute instanceof PluralAttributeMapping plural) {
				edit(entity, plural);
			}
			else if (attribute instanceof ToOneAttributeMapping reference) {
				attribute.setValue(entity, draw().chance(20) ? null : target(reference));
			}
			else if (attribute instanceof EmbeddableValuedModelPart part) {
				EmbeddableMappingType embeddable = part.getEmbeddableTypeDescriptor();
				attribute.setValue(entity,
						draw().chance(15) ? null : embeddable(embeddable, attribute.getValue(entity), false));
			}
			else if (natural) {
				attribute.setValue(entity, unique(attribute.getJavaType().getJavaTypeClass()));
			}
			else {
				attribute.setValue(entity, single(attribute, false));
			}
		}

		private @Nullable Object single(AttributeMapping attribute, boolean required) {
			Class<?> type = attribute.getJavaType().getJavaTypeClass();
			boolean nullable = attribute.getAttributeMetadata().isNullable() && !required && !isPrimitive(attribute);
			if (nullable && draw().chance(20)) {
				return null;
			}
			Object value = attribute.getDeclaringType().getMappedJavaType().getJavaTypeClass() == Shirt.class
					&& type == String.class ? draw().of(List.of("X", "Y")) : ForeignValues.of(type, draw());
			return (nullable && !fits(value, attribute)) ? null : value;
		}

		/** Another one, in which some values of an old one are others. */
		private Object embeddable(EmbeddableMappingType type, @Nullable Object old, boolean required) {
			@Nullable Object[] values = new Object[type.getNumberOfAttributeMappings()];
			for (int i = 0; i < values.length; i++) {
				AttributeMapping attribute = type.getAttributeMapping(i);
				if (old != null && draw().chance(50)) {
					values[i] = attribute.getValue(old);
				}
				else if (attribute instanceof EmbeddableValuedModelPart inner) {
					values[i] = embeddable(inner.getEmbeddableTypeDescriptor(), null, required);
				}
				else {
					values[i] = single(attribute, required);
				}
			}
			return type.getRepresentationStrategy().getInstantiator().instantiate(() -> values);
		}

		private @Nullable Object target(ToOneAttributeMapping reference) {
			Handle handle = record(reference.getAssociatedEntityMappingType());
			if (handle == null) {
				return null;
			}
			if (isOneToOne(reference)) {
				em().flush();
				if (!ForeignHistory.this.links.isFree(session(), reference, handle.id())) {
					return null;
				}
			}
			// Of a class with a private constructor Hibernate makes no proxies
			return (isProxied(handle.type()) && draw().chance(50))
					? em().getReference(handle.type().getMappedClass(), handle.id())
					: em().find(handle.type().getMappedClass(), handle.id());
		}

		private @Nullable Handle record(EntityMappingType type) {
			List<Handle> some = this.records.stream()
				.filter((handle) -> handle.type().isTypeOrSuperType(type))
				.toList();
			return some.isEmpty() ? null : draw().of(some);
		}

		@SuppressWarnings("unchecked")
		private void edit(Object entity, PluralAttributeMapping plural) {
			Object held = plural.getValue(entity);
			boolean exclusive = ForeignLinks.isExclusive(plural);
			boolean replacing = draw().chance(15) && !exclusive;
			if (held == null || replacing) {
				Object other = plural.getCollectionDescriptor()
					.getCollectionSemantics()
					.instantiateRaw(0, plural.getCollectionDescriptor());
				if (held instanceof Map<?, ?> map) {
					((Map<Object, Object>) other).putAll(map);
				}
				else if (held != null) {
					((Collection<Object>) other).addAll((Collection<Object>) held);
				}
				plural.setValue(entity, other);
				held = other;
			}
			for (int i = 1 + draw().below(3); i > 0; i--) {
				if (held instanceof Map<?, ?> map) {
					edit((Map<Object, Object>) map, plural, exclusive);
				}
				else if (held instanceof List<?> list && plural.getIndexDescriptor() != null) {
					edit((List<Object>) list, plural, exclusive);
				}
				else {
					edit((Collection<Object>) held, plural, exclusive);
				}
			}
		}

		private void edit(Map<Object, Object> map, PluralAttributeMapping plural, boolean exclusive) {
			if (!map.isEmpty() && draw().chance(40)) {
				Object key = draw().of(sorted(map.keySet(), plural.getIndexDescriptor()));
				map.remove(key);
				return;
			}
			Object key = element(plural.getIndexDescriptor(), map.keySet(), plural, false);
			if (key == null && !exclusive && !map.isEmpty()) {
				key = draw().of(sorted(map.keySet(), plural.getIndexDescriptor()));
			}
			Object value = element(plural.getElementDescriptor(), exclusive ? map.values() : Set.of(), plural,
					exclusive);
			if (key != null && value != null) {
				map.put(key, value);
			}
		}

		private void edit(List<Object> list, PluralAttributeMapping plural, boolean exclusive) {
			if (!list.isEmpty() && draw().chance(30)) {
				list.remove(exclusive ? list.size() - 1 : draw().below(list.size()));
			}
			else if (list.size() > 1 && !exclusive && draw().chance(30)) {
				list.add(draw().below(list.size()), list.remove(draw().below(list.size())));
			}
			else {
				Object element = element(plural.getElementDescriptor(), list, plural, exclusive);
				if (element != null) {
					list.add(exclusive ? list.size() : draw().below(list.size() + 1), element);
				}
			}
		}

		private void edit(Collection<Object> collection, PluralAttributeMapping plural, boolean exclusive) {
			if (!collection.isEmpty() && draw().chance(40)) {
				Object element = draw().of(sorted(collection, plural.getElementDescriptor()));
				collection.remove(element);
				return;
			}
			Object element = element(plural.getElementDescriptor(), collection, plural, exclusive);
			if (element != null) {
				collection.add(element);
			}
		}

		/** One that is not among the others; null where none was found. */
		private @Nullable Object element(CollectionPart part, Collection<?> others, PluralAttributeMapping plural,
				boolean exclusive) {
			Object element;
			if (part instanceof EntityCollectionPart entity) {
				Handle handle = record(entity.getAssociatedEntityMappingType());
				if (handle == null) {
					return null;
				}
				if (exclusive) {
					em().flush();
					if (!ForeignHistory.this.links.isFree(session(), plural, handle.id())) {
						return null;
					}
				}
				element = em().find(handle.type().getMappedClass(), handle.id());
			}
			else if (part instanceof EmbeddableValuedModelPart embeddable) {
				element = embeddable(embeddable.getEmbeddableTypeDescriptor(), null, true);
			}
			else {
				Class<?> type = part.getJavaType().getJavaTypeClass();
				element = (type == String.class) ? draw().word() : ForeignValues.of(type, draw());
			}
			String described = describe(part, element);
			return others.stream().anyMatch((other) -> describe(part, other).equals(described)) ? null : element;
		}

		private List<Object> sorted(Collection<Object> elements, CollectionPart part) {
			return elements.stream().sorted(Comparator.comparing((element) -> describe(part, element))).toList();
		}

		private String describe(CollectionPart part, Object element) {
			if (part instanceof EntityCollectionPart entity) {
				return String.valueOf(
						entity.getAssociatedEntityMappingType().getEntityPersister().getIdentifier(element, session()));
			}
			if (part instanceof EmbeddableValuedModelPart embeddable) {
				StringBuilder text = new StringBuilder();
				embeddable.getEmbeddableTypeDescriptor()
					.getAttributeMappings()
					.forEach((inner) -> text.append(inner.getValue(element)).append('|'));
				return text.toString();
			}
			return element.toString();
		}

	}

	private List<AttributeMapping> attributes(EntityPersister type) {
		return RowRecords.attributes(type).stream().filter((attribute) -> isEditable(type, attribute)).toList();
	}

	private static boolean isEditable(EntityPersister type, AttributeMapping attribute) {
		return RowRecords.isReported(type, attribute)
				&& !(attribute instanceof PluralAttributeMapping plural && plural.getCollectionDescriptor().isInverse())
				&& !(attribute instanceof ToOneAttributeMapping reference && !RowRecords.isOwned(type, reference));
	}

	private static boolean isNatural(EntityPersister type, AttributeMapping attribute) {
		return type.getNaturalIdMapping() != null && type.getNaturalIdMapping()
			.getNaturalIdAttributes()
			.stream()
			.anyMatch((natural) -> natural.getAttributeName().equals(attribute.getAttributeName()));
	}

	/**
	 * An inverse list has no indexes, as nothing is put into it, and cannot be loaded:
	 * neither for the record itself that is merged nor for one that it refers to.
	 */
	private static boolean isMergeable(EntityPersister type) {
		return !hasInverseList(type) && RowRecords.attributes(type)
			.stream()
			.filter(ToOneAttributeMapping.class::isInstance)
			.map((reference) -> ((ToOneAttributeMapping) reference).getAssociatedEntityMappingType())
			.noneMatch((target) -> hasInverseList(target.getEntityPersister()));
	}

	private static boolean hasInverseList(EntityPersister type) {
		return RowRecords.attributes(type)
			.stream()
			.anyMatch((attribute) -> attribute instanceof PluralAttributeMapping plural
					&& plural.getIndexDescriptor() != null
					&& List.class.isAssignableFrom(plural.getJavaType().getJavaTypeClass())
					&& plural.getCollectionDescriptor().isInverse());
	}

	private static boolean isOneToOne(AttributeMapping attribute) {
		return attribute instanceof ToOneAttributeMapping reference
				&& reference.getCardinality() != ToOneAttributeMapping.Cardinality.MANY_TO_ONE;
	}

	/**
	 * Returns whether the column has room for the name of an enum. It has always where
	 * the column is of a type of enums, as on H2 and MySQL.
	 */
	private static boolean fits(Object value, AttributeMapping attribute) {
		if (!(attribute instanceof BasicValuedModelPart basic)) {
			return true;
		}
		JdbcMapping mapping = basic.getJdbcMapping();
		return !(mapping.convertToRelationalValue(value) instanceof Enum<?> named) || basic.getLength() == null
				|| !mapping.getJdbcType().isString() || named.name().length() <= basic.getLength();
	}

	private static boolean isPrimitive(AttributeMapping attribute) {
		return attribute.getPropertyAccess().getGetter().getReturnTypeClass().isPrimitive();
	}

	private Object unique(Class<?> type) {
		this.ids++;
		return (type == String.class) ? "n" + this.ids : (type == Integer.class) ? (Object) this.ids : this.draw.uuid();
	}

	/** A new id; null where the database or Hibernate makes it. */
	private @Nullable Object id(EntityPersister type) {
		if (!isAssigned(type)) {
			return null;
		}
		this.ids++;
		if (type.getIdentifierType() instanceof CompositeType composite) {
			return id(composite);
		}
		return (type.getIdentifierType().getReturnedClass() == Long.class) ? (Object) (long) this.ids : this.ids;
	}

	private Object id(CompositeType type) {
		try {
			Constructor<?> constructor = type.getReturnedClass().getDeclaredConstructor();
			constructor.setAccessible(true);
			Object id = constructor.newInstance();
			for (String name : type.getPropertyNames()) {
				Field field = type.getReturnedClass().getDeclaredField(name);
				field.setAccessible(true);
				field.set(id, (field.getType() == String.class) ? this.draw.of(List.of("a,b", "c\\d", "e")) + this.ids
						: (Object) this.ids);
			}
			return id;
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static boolean isAssigned(EntityPersister type) {
		return type.getIdentifierType() instanceof CompositeType || type.getGenerator() instanceof Assigned;
	}

	private static boolean isProxied(EntityPersister type) {
		return Stream.of(type.getMappedClass().getDeclaredConstructors())
			.anyMatch((one) -> one.getParameterCount() == 0 && !Modifier.isPrivate(one.getModifiers()));
	}

	private SharedSessionContractImplementor session() {
		return this.entityManager.unwrap(SharedSessionContractImplementor.class);
	}

	private Draw draw() {
		return this.draw;
	}

	private EntityManager em() {
		return this.entityManager;
	}

	/**
	 * A record.
	 *
	 * @param type its entity
	 * @param id its id
	 */
	private record Handle(EntityPersister type, Object id) {

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Handle handle && this.type == handle.type
					&& this.type.getIdentifierType().isEqual(this.id, handle.id);
		}

		@Override
		public int hashCode() {
			return this.type.hashCode();
		}

	}

}
