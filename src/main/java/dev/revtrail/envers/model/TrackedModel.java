package dev.revtrail.envers.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.revtrail.RecordRef;
import dev.revtrail.RecordType;
import dev.revtrail.RecordTypes;
import dev.revtrail.envers.model.TrackedEntity.OwnerPath;
import org.hibernate.Hibernate;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

/**
 * The tracked entities of a session factory.
 */
public final class TrackedModel implements RecordTypes {

	private final Map<String, TrackedEntity> byEntityName = new LinkedHashMap<>();

	private final SortedMap<String, List<TrackedEntity>> byType = new TreeMap<>();

	private final Map<String, ChildrenRole> childrenRoles = new HashMap<>();

	private final Map<String, TrackedField.Elements> ownedOneToMany = new LinkedHashMap<>();

	private final FormerNames formerNames;

	TrackedModel(List<TrackedEntity> entities, TrackingProblems problems) {
		this.formerNames = new FormerNames(entities, problems);
		entities.forEach((entity) -> {
			this.byEntityName.put(entity.entityName(), entity);
			entity.parents().forEach((role) -> this.childrenRoles.put(role.role(), role));
			entity.collections()
				.stream()
				.filter((field) -> field.persister().isOneToMany())
				.forEach((field) -> this.ownedOneToMany.putIfAbsent(field.role(), field));
			this.byType.computeIfAbsent(entity.recordType(), (type) -> new ArrayList<>()).add(entity);
		});
		this.byType.values().forEach((ofType) -> ofType.sort(Comparator.comparing(TrackedModel::depth).reversed()));
	}

	@Override
	public List<RecordType> all() {
		return this.byType.keySet().stream().map(RecordType::new).toList();
	}

	@Override
	public Optional<RecordType> find(String name) {
		return RecordTypes.super.find(name).or(() -> this.formerNames.formerTypes()
			.stream()
			.map(RecordType::new)
			.filter((former) -> former.isNamed(name))
			.map((former) -> new RecordType(this.formerNames.typeToday(former.name())))
			.findFirst());
	}

	@Override
	public Optional<RecordType> find(Class<?> entity) {
		return Optional.ofNullable(entity(entity.getName())).map((tracked) -> new RecordType(tracked.recordType()));
	}

	@Override
	public Optional<RecordRef> of(Object record) {
		LazyInitializer proxy = HibernateProxy.extractLazyInitializer(record);
		TrackedEntity entity = entity((proxy != null) ? proxy.getEntityName() : Hibernate.getClass(record).getName());
		if (entity == null) {
			return Optional.empty();
		}
		Object id = (proxy != null) ? proxy.getInternalIdentifier() : entity.persister().getIdentifier(record);
		return (id != null) ? Optional.ofNullable(entity.key().text(entity.key().values(id, null)))
			.map((text) -> new RecordRef(entity.recordType(), text)) : Optional.empty();
	}

	@Override
	public Set<String> patientTypes() {
		return entities().stream()
			.map(TrackedEntity::patient)
			.map((path) -> (path != null) ? path.recordType() : null)
			.filter(Objects::nonNull)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	@Override
	public Set<String> fields(String recordType) {
		return ofType(recordType).stream()
			.flatMap((entity) -> entity.fields().stream())
			.map(TrackedField::name)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	@Override
	public Set<String> maskedFields(String recordType) {
		return ofType(recordType).stream()
			.flatMap((entity) -> entity.masks().reveal().keySet().stream())
			.collect(Collectors.toCollection(TreeSet::new));
	}

	@Override
	public Set<String> binaryFields(String recordType) {
		return basicFields(recordType, ValueForm::isBinary);
	}

	@Override
	public Set<String> constantFields(String recordType) {
		return basicFields(recordType, ValueForm::isConstant);
	}

	private Set<String> basicFields(String recordType, Predicate<ValueForm> which) {
		return ofType(recordType).stream()
			.flatMap((entity) -> entity.fields().stream())
			.filter((field) -> field instanceof TrackedField.Basic basic && which.test(basic.form()))
			.map(TrackedField::name)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/** The field of that name of today; nothing where no entity of the type has it. */
	public Optional<TrackedField> field(String recordType, String name) {
		return ofType(recordType).stream()
			.flatMap((entity) -> entity.fields().stream())
			.filter((field) -> field.name().equals(name))
			.findFirst();
	}

	/** The collection of that role, where it writes fields of its children. */
	public @Nullable ChildrenRole childrenRole(String role) {
		return this.childrenRoles.get(role);
	}

	/**
	 * The collections that write foreign keys of their children, which have no attribute
	 * for them.
	 */
	public Collection<TrackedField.Elements> ownedOneToMany() {
		return this.ownedOneToMany.values();
	}

	/** Those that records of an entity may be children in. */
	public List<TrackedField.Elements> ownedOneToManyOf(EntityPersister child) {
		return this.ownedOneToMany.values()
			.stream()
			.filter((field) -> field.persister()
				.getElementPersister()
				.getRootEntityName()
				.equals(child.getRootEntityName()))
			.toList();
	}

	/** The types of the records that a reference to an entity may be to. */
	public Set<String> typesOf(EntityPersister target) {
		return entities().stream()
			.filter((entity) -> target.getMappedClass().isAssignableFrom(entity.persister().getMappedClass()))
			.map(TrackedEntity::recordType)
			.collect(Collectors.toSet());
	}

	/**
	 * Whether methods of an entity's records say where they belong, for which their eager
	 * references must be there.
	 */
	public boolean asksRecords(EntityPersister persister) {
		return entities().stream()
			.filter((entity) -> entity.persister().getRootEntityName().equals(persister.getRootEntityName()))
			.anyMatch((entity) -> isMethod(entity.patient()) || isMethod(entity.organization()));
	}

	private static boolean isMethod(@Nullable OwnerPath path) {
		return path != null && path.method() != null;
	}

	public FormerNames formerNames() {
		return this.formerNames;
	}

	public Collection<TrackedEntity> entities() {
		return this.byEntityName.values();
	}

	/** The tracked entity of that name; null when it is not audited. */
	public @Nullable TrackedEntity entity(String entityName) {
		return this.byEntityName.get(entityName);
	}

	/**
	 * The entities whose records are of a type, by its name of today or a former one:
	 * several where a hierarchy shares one. Subclasses come first, as a query for a class
	 * finds those of its subclasses too.
	 */
	public List<TrackedEntity> ofType(String recordType) {
		return this.byType.getOrDefault(this.formerNames.typeToday(recordType), List.of());
	}

	/** The names of the record types. */
	public List<String> names() {
		return all().stream().map(RecordType::name).toList();
	}

	/**
	 * Returns the entities whose records are of a type and of no subclass, in the order
	 * of their names.
	 * @throws IllegalArgumentException if there is no such record type
	 */
	public List<TrackedEntity> concreteOf(String recordType) {
		if (!names().contains(recordType)) {
			throw new IllegalArgumentException(
					"There is no record type '" + recordType + "'. There are: " + String.join(", ", names()) + ".");
		}
		return ofType(recordType).stream()
			.filter((entity) -> !entity.persister().isAbstract())
			.sorted(Comparator.comparing(TrackedEntity::entityName))
			.toList();
	}

	/** The type of the patients that records of a type belong to. */
	public Optional<String> patientType(String recordType) {
		return ofType(recordType).stream()
			.map(TrackedEntity::patient)
			.map((path) -> (path != null) ? path.recordType() : null)
			.filter((type) -> type != null)
			.findFirst();
	}

	private static int depth(TrackedEntity entity) {
		int depth = 0;
		for (Class<?> type = entity.persister().getMappedClass(); type != null; type = type.getSuperclass()) {
			depth++;
		}
		return depth;
	}

}
