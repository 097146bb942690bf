package dev.revtrail.envers.schema;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.revtrail.envers.model.AuditColumns;
import dev.revtrail.envers.model.AuditableValues;
import dev.revtrail.envers.model.CollectionAuditMapping;
import dev.revtrail.envers.model.ElementShape;
import dev.revtrail.envers.model.SqlNames;
import dev.revtrail.envers.model.SqlSource;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedFactory;
import dev.revtrail.envers.model.TrackedField;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.envers.configuration.Configuration;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.AbstractEntityPersister;
import org.hibernate.type.BasicType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * The columns that Envers writes, each with the column of the host's that it takes its
 * values from. Those are left out for which the mapping does not say which that is.
 */
final class AuditedColumns {

	private final SessionFactoryImplementor sessionFactory;

	private final Configuration envers;

	private final Set<AuditedColumn> columns = new LinkedHashSet<>();

	private AuditedColumns(SessionFactoryImplementor sessionFactory, Configuration envers) {
		this.sessionFactory = sessionFactory;
		this.envers = envers;
	}

	/** Returns those of all tracked entities. */
	static Set<AuditedColumn> of(TrackedFactory factory) {
		AuditedColumns columns = new AuditedColumns(factory.sessionFactory(), factory.envers().getConfig());
		factory.model().entities().forEach(columns::add);
		return columns.columns;
	}

	private void add(TrackedEntity entity) {
		AbstractEntityPersister audit = (AbstractEntityPersister) entity.auditPersister();
		List<SqlSource.Column> id = SqlSource.idColumns(entity.persister(), entity.key());
		for (String table : audit.getConstraintOrderedTableNameClosure()) {
			List<SqlSource.Column> key = AuditColumns.of(entity, table, this.envers.getRevisionFieldName())
				.id()
				.stream()
				.map((column) -> new SqlSource.Column(table, column, false, null))
				.toList();
			add(entity, "id", id, id, key, entity.key().types(), true);
		}
		for (TrackedField.Single field : entity.singles()) {
			List<SqlSource.Column> own = SqlSource.columns(entity.persister(), field.name());
			List<SqlSource.Column> written = field.auditProperties()
				.stream()
				.flatMap((property) -> SqlSource.columns(audit, property).stream())
				.toList();
			if (field instanceof TrackedField.Reference reference) {
				List<SqlSource.Column> values = SqlSource.idColumns(reference.target(), reference.key());
				List<SqlSource.Column> foreignKey = ordered(own, written);
				add(entity, field.name(), values, (foreignKey.size() == values.size()) ? foreignKey : values, written,
						reference.key().types(), false);
			}
			else if (field instanceof TrackedField.Basic basic) {
				add(entity, field.name(), own, own, written, List.of(basic.form().type()), false);
			}
		}
		entity.collections().forEach((field) -> add(entity, field));
	}

	/** Envers gives a reference's columns their names, but not their order. */
	private static List<SqlSource.Column> ordered(List<SqlSource.Column> own, List<SqlSource.Column> written) {
		return (own.size() == 1) ? own
				: written.stream()
					.flatMap((column) -> own.stream()
						.filter((one) -> SqlNames.unquoted(one.name()).equals(SqlNames.unquoted(column.name()))))
					.toList();
	}

	private void add(TrackedEntity entity, TrackedField.Elements field) {
		CollectionAuditMapping history = field.history();
		addElement(entity, field, history.ownerPaths(),
				SqlSource.idColumns(field.persister().getOwnerEntityPersister(), history.owner().key()),
				history.owner().key().types());
		var mapping = field.persister().getAttributeMapping();
		add(entity, field, history.element(), field.persister().getElementType(), mapping.getElementDescriptor());
		if (history.key() != null && field.persister().getIndexType() != null) {
			add(entity, field, history.key(), field.persister().getIndexType(), mapping.getIndexDescriptor());
		}
	}

	private void add(TrackedEntity entity, TrackedField.Elements field, ElementShape shape, Type type,
			@Nullable ModelPart part) {
		if (shape instanceof ElementShape.Reference reference) {
			addElement(entity, field, reference.paths(),
					SqlSource.idColumns(reference.target(), reference.audited().key()),
					reference.audited().key().types());
		}
		else if (shape instanceof ElementShape.Embeddable embeddable) {
			for (ElementShape.Part inner : embeddable.parts()) {
				ModelPart own = (part instanceof EmbeddableValuedModelPart several)
						? several.findSubPart(inner.name(), null) : null;
				add(entity, field, inner.shape(), embeddable.type().getSubtypes()[inner.property()], own);
			}
		}
		else if (shape instanceof ElementShape.Basic basic && type instanceof BasicType<?> single
				&& part instanceof SelectableMapping column) {
			addElement(entity, field, List.of(basic.path()), List.of(SqlSource.Column.of(column)), List.of(single));
		}
	}

	private void addElement(TrackedEntity entity, TrackedField.Elements field, List<String> paths,
			List<SqlSource.Column> own, List<BasicType<?>> types) {
		AbstractEntityPersister audit = (AbstractEntityPersister) this.sessionFactory.getMappingMetamodel()
			.getEntityDescriptor(field.history().auditEntity());
		String key = Objects.requireNonNull(audit.getIdentifierPropertyName()) + ".";
		for (int i = 0; i < Math.min(paths.size(), own.size()); i++) {
			add(entity, field.name(), own.subList(i, i + 1), own.subList(i, i + 1),
					SqlSource.columns(audit, paths.get(i)), types.subList(i, i + 1), paths.get(i).startsWith(key));
		}
	}

	private void add(TrackedEntity entity, String field, List<SqlSource.Column> values, List<SqlSource.Column> own,
			List<SqlSource.Column> audit, List<BasicType<?>> types, boolean isKey) {
		if (values.size() != audit.size() || values.size() != types.size()) {
			return;
		}
		String name = AuditableValues.simpleName(entity.entityName()) + "." + field;
		for (int i = 0; i < values.size(); i++) {
			if (!own.get(i).isComputed() && !audit.get(i).isComputed()) {
				boolean mayBeMissing = !this.envers.isStoreDataAtDelete() || isOptional(entity, own.get(i).table());
				this.columns.add(new AuditedColumn(name, values.get(i), own.get(i), audit.get(i), types.get(i), isKey,
						mayBeMissing));
			}
		}
	}

	/** Whether a record may have no row in a table of its entity. */
	private static boolean isOptional(TrackedEntity entity, String table) {
		return Arrays.stream(((AbstractEntityPersister) entity.persister()).getTableMappings())
			.anyMatch((mapping) -> mapping.isOptional() && mapping.getTableName().equals(table));
	}

}
