package dev.revtrail.envers.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.revtrail.Tracked;
import dev.revtrail.envers.ColumnText;
import dev.revtrail.envers.model.TrackedEntity.OwnerPath;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.AbstractEntityPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.BasicType;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Reads from Hibernate's and Envers' metadata what is tracked, and where it is kept.
 */
public final class TrackedModelBuilder {

	private final SessionFactoryImplementor sessionFactory;

	private final EnversService envers;

	private final CollectionAuditMappingBuilder histories;

	private final ColumnForms columns;

	private final MaskRules masks;

	private final TrackingProblems problems;

	private List<ChildrenRole> childrenRoles = List.of();

	public TrackedModelBuilder(SessionFactoryImplementor sessionFactory, EnversService envers, MaskRules masks,
			TrackingProblems problems) {
		this(sessionFactory, envers, new StoredColumns(sessionFactory), masks, problems);
	}

	TrackedModelBuilder(SessionFactoryImplementor sessionFactory, EnversService envers, ColumnForms columns,
			MaskRules masks, TrackingProblems problems) {
		this.sessionFactory = sessionFactory;
		this.envers = envers;
		this.masks = masks;
		this.problems = problems;
		this.columns = columns;
		this.histories = new CollectionAuditMappingBuilder(sessionFactory, envers, columns);
	}

	public TrackedModel build() {
		List<EntityPersister> audited = new ArrayList<>();
		this.sessionFactory.getMappingMetamodel().forEachEntityDescriptor((persister) -> {
			if (this.envers.getEntitiesConfigurations().isVersioned(persister.getEntityName())) {
				audited.add(persister);
			}
		});
		audited.sort(Comparator.comparing(EntityPersister::getEntityName));
		ChildrenRoles roles = new ChildrenRoles(this.sessionFactory, this.envers);
		this.childrenRoles = audited.stream().flatMap((persister) -> roles.of(persister).stream()).toList();
		return new TrackedModel(audited.stream().map(this::entity).toList(), this.problems);
	}

	private TrackedEntity entity(EntityPersister persister) {
		EntityPersister audit = persisterOf(this.envers.getConfig().getAuditEntityName(persister.getEntityName()));
		RecordKey key = Objects.requireNonNull(RecordKeyBuilder.key(persister, idTypes(audit), "", this.columns));
		Tracked tracked = persister.getMappedClass().getAnnotation(Tracked.class);
		OwnerPaths paths = new OwnerPaths(this.sessionFactory, this::recordType, this.masks, this.problems);
		OwnerPath patient = (tracked != null) ? paths.path(persister, "patient", tracked.patient()) : null;
		OwnerPath organization = (tracked != null) ? paths.path(persister, "organization", tracked.organization())
				: null;
		List<ChildrenRole> parents = this.childrenRoles.stream()
			.filter((role) -> role.child().getMappedClass().isAssignableFrom(persister.getMappedClass()))
			.toList();
		List<TrackedField> fields = fields(persister, audit, parents);
		Masks masks = this.masks.masks(persister, this.problems);
		return new TrackedEntity(Objects.requireNonNull(recordType(persister)), persister, audit, key, fields, parents,
				masks, (tracked != null) ? label(persister, tracked.label(), fields, masks) : List.of(), patient,
				organization);
	}

	private List<String> label(EntityPersister persister, String[] label, List<TrackedField> fields, Masks masks) {
		List<String> possible = fields.stream()
			.filter(TrackedField.Basic.class::isInstance)
			.map(TrackedField::name)
			.filter((name) -> !masks.hides(name))
			.toList();
		for (String name : label) {
			if (!possible.contains(name)) {
				this.problems.add(
						"@Tracked(label = \"" + name + "\") on " + persister.getEntityName()
								+ " names no field that can be a label. It takes " + String.join(", ", possible) + ".",
						"A label takes audited basic attributes that are not masked.");
			}
		}
		return List.of(label);
	}

	private @Nullable String recordType(EntityPersister persister) {
		if (!this.envers.getEntitiesConfigurations().isVersioned(persister.getEntityName())) {
			return null;
		}
		Tracked tracked = persister.getMappedClass().getAnnotation(Tracked.class);
		String name = (tracked != null && !tracked.name().isEmpty()) ? tracked.name()
				: upperSnake(persister.getImportedName());
		if (name.length() > ColumnText.TYPE_LENGTH) {
			this.problems.add(
					"The record type " + name + " of " + persister.getEntityName() + " has " + name.length()
							+ " characters. At most " + ColumnText.TYPE_LENGTH + " are accepted.",
					"Give the entity a shorter record type by @Tracked(name = \"…\").");
		}
		return name;
	}

	static String upperSnake(String name) {
		String simple = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
		return simple.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
			.replaceAll("([A-Z])([A-Z][a-z])", "$1_$2")
			.toUpperCase(Locale.ROOT);
	}

	private List<TrackedField> fields(EntityPersister persister, EntityPersister audit, List<ChildrenRole> parents) {
		Map<String, Type> auditProperties = properties(audit);
		List<TrackedField> fields = new ArrayList<>();
		String[] names = persister.getPropertyNames();
		Type[] types = persister.getPropertyTypes();
		for (int i = 0; i < names.length; i++) {
			collect(persister, names[i], names[i], types[i], new AttributePath(i), auditProperties, fields);
		}
		parents.forEach((role) -> addPosition(role, auditProperties, fields));
		fields.sort(Comparator.comparing(TrackedField::name));
		return List.copyOf(fields);
	}

	/** A position that no attribute of the children holds. */
	private void addPosition(ChildrenRole role, Map<String, Type> auditProperties, List<TrackedField> fields) {
		String position = role.position();
		if (position != null && auditProperties.get(position) instanceof BasicType<?> type
				&& fields.stream().noneMatch((field) -> field.name().equals(position))) {
			fields.add(new TrackedField.Basic(position, AttributePath.NONE, position,
					new ValueForm(type, null, this.sessionFactory)));
		}
	}

	private void collect(EntityPersister owner, String name, String auditName, Type type, AttributePath path,
			Map<String, Type> auditProperties, List<TrackedField> fields) {
		if (type instanceof CompositeType composite) {
			String[] names = composite.getPropertyNames();
			for (int i = 0; i < names.length; i++) {
				collect(owner, name + "." + names[i], auditName + "_" + names[i], composite.getSubtypes()[i],
						path.then(composite, i), auditProperties, fields);
			}
		}
		else if (type instanceof EntityType reference) {
			TrackedField field = reference(owner, name, auditName, reference, path, auditProperties);
			if (field != null) {
				fields.add(field);
			}
		}
		else if (type instanceof CollectionType collection) {
			CollectionAuditMapping history = this.histories.history(owner, auditName, collection);
			if (history != null) {
				fields.add(new TrackedField.Elements(name, path,
						this.sessionFactory.getMappingMetamodel().getCollectionDescriptor(collection.getRole()),
						history));
			}
		}
		else if (type instanceof BasicType<?> basic && auditProperties.containsKey(auditName)) {
			fields.add(new TrackedField.Basic(name, path, auditName,
					new ValueForm(basic, stored(owner, name), this.sessionFactory)));
		}
	}

	private @Nullable StoredForm stored(EntityPersister owner, String name) {
		return (owner.findByPath(name) instanceof SelectableMapping column && !column.isFormula())
				? this.columns.form(column) : null;
	}

	private TrackedField.@Nullable Reference reference(EntityPersister owner, String name, String auditName,
			EntityType type, AttributePath path, Map<String, Type> auditProperties) {
		if (isOfOtherSide(owner, name)) {
			return null;
		}
		EntityPersister target = persisterOf(type.getAssociatedEntityName());
		String prefix = auditName + "_";
		RecordKey key = RecordKeyBuilder.key(target, auditProperties, prefix, this.columns);
		if (key == null) {
			return null;
		}
		boolean mayLeadNowhere = owner.findByPath(name) instanceof ToOneAttributeMapping toOne
				&& toOne.isIgnoreNotFound();
		return new TrackedField.Reference(name, path, new AuditedId(prefix, key), target, mayLeadNowhere);
	}

	/** Whether a join table holds the reference, which the other record writes. */
	private static boolean isOfOtherSide(EntityPersister owner, String name) {
		Set<String> tables = SqlSource.columns(owner, name)
			.stream()
			.map(SqlSource.Column::table)
			.collect(Collectors.toSet());
		return Arrays.stream(((AbstractEntityPersister) owner).getTableMappings())
			.anyMatch((table) -> table.isInverse() && tables.contains(table.getTableName()));
	}

	private EntityPersister persisterOf(String entityName) {
		return this.sessionFactory.getMappingMetamodel().getEntityDescriptor(entityName);
	}

	/** The types of what the id of an audit row holds. */
	private static Map<String, Type> idTypes(EntityPersister audit) {
		CompositeType id = (CompositeType) audit.getIdentifierType();
		Map<String, Type> types = new HashMap<>();
		for (int i = 0; i < id.getPropertyNames().length; i++) {
			types.put(id.getPropertyNames()[i], id.getSubtypes()[i]);
		}
		return types;
	}

	/** The properties of an audit row that Envers writes. */
	private static Map<String, Type> properties(EntityPersister persister) {
		Map<String, Type> properties = new HashMap<>();
		String[] names = persister.getPropertyNames();
		for (int i = 0; i < names.length; i++) {
			if (persister.getPropertyInsertability()[i]) {
				properties.put(names[i], persister.getPropertyTypes()[i]);
			}
		}
		return properties;
	}

}
