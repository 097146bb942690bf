package dev.revtrail.oracle;

import java.lang.reflect.AnnotatedElement;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.revtrail.oracle.PlainRows.Row;
import org.hibernate.envers.AuditMappedBy;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.internal.ManyToManyCollectionPart;
import org.hibernate.metamodel.mapping.internal.OneToManyCollectionPart;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.EntityMutationTarget;
import org.hibernate.persister.entity.mutation.EntityTableMapping;
import org.jspecify.annotations.Nullable;

/**
 * The records that the rows of the plain tables make up. Of Hibernate it takes the names
 * of tables and columns and the attributes' types, of Envers and the library nothing.
 */
final class RowRecords {

	private final DataSource dataSource;

	private final List<EntityPersister> entities;

	private final Map<String, Map<String, String>> tables = new TreeMap<>();

	private final List<Position> positions = new ArrayList<>();

	RowRecords(DataSource dataSource, List<EntityPersister> entities) {
		this.dataSource = dataSource;
		this.entities = entities;
		for (EntityPersister entity : entities) {
			for (EntityTableMapping table : tables(entity)) {
				this.tables.computeIfAbsent(table.getTableName(), (name) -> new TreeMap<>());
			}
			entity.getAttributeMappings().forEach(this::register);
		}
	}

	private void register(AttributeMapping attribute) {
		if (attribute instanceof PluralAttributeMapping plural) {
			Position position = Position.of(plural);
			if (position != null) {
				this.positions.add(position);
			}
			this.tables.computeIfAbsent(plural.getKeyDescriptor().getKeyTable(), (name) -> new TreeMap<>());
		}
		else {
			attribute.forEachSelectable((i, column) -> {
				if (column.getCustomReadExpression() != null) {
					this.tables.get(column.getContainingTableExpression())
						.put(column.getSelectionExpression(), column.getCustomReadExpression().replace("{@}", "t"));
				}
			});
		}
	}

	/** What each record holds, by its type and id. */
	Map<String, Shadow> read() {
		try (Connection connection = this.dataSource.getConnection()) {
			return read(connection);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The plain tables cannot be read.", ex);
		}
	}

	/** What each record holds as far as a connection sees it, by its type and id. */
	Map<String, Shadow> read(Connection connection) throws SQLException {
		PlainRows rows = PlainRows.read(connection, this.tables);
		Map<String, Shadow> records = new LinkedHashMap<>();
		for (EntityPersister entity : this.entities) {
			String table = entity.getRootEntityDescriptor().getEntityPersister().getTableName();
			for (Row root : Objects.requireNonNull(rows.tables().get(table))) {
				List<@Nullable Object> id = root.values(key(entity, table));
				if (!entity.isAbstract() && isOf(entity, root, id, rows)) {
					Reading reading = new Reading(entity, id, rows);
					Shadow shadow = reading.shadow();
					this.positions.forEach(reading::place);
					records.put(type(entity) + " " + idText(entity, root), shadow);
				}
			}
		}
		return records;
	}

	private boolean isOf(EntityPersister entity, Row root, List<@Nullable Object> id, PlainRows rows) {
		if (entity.getDiscriminatorMapping() != null && entity.getDiscriminatorMapping().hasPhysicalColumn()) {
			return String.valueOf(entity.getDiscriminatorValue())
				.equals(root.value(entity.getDiscriminatorMapping().getSelectionExpression()));
		}
		return row(entity, entity.getTableName(), id, rows) != null && this.entities.stream()
			.filter((other) -> other != entity && other.isTypeOrSuperType(entity))
			.allMatch((other) -> row(other, other.getTableName(), id, rows) == null);
	}

	private static @Nullable Row row(EntityPersister entity, String table, List<@Nullable Object> id, PlainRows rows) {
		List<String> key = key(entity, table);
		return Objects.requireNonNull(rows.tables().get(table))
			.stream()
			.filter((row) -> row.values(key).equals(id))
			.findFirst()
			.orElse(null);
	}

	private static EntityTableMapping[] tables(EntityPersister entity) {
		return ((EntityMutationTarget) entity).getTableMappings();
	}

	/** The columns of a table that hold a record's id, in the order of the id's parts. */
	static List<String> key(EntityPersister entity, String table) {
		if (entity.getSuperMappingType() != null && Stream.of(tables(entity.getSuperMappingType().getEntityPersister()))
			.anyMatch((mapping) -> mapping.getTableName().equals(table))) {
			return key(entity.getSuperMappingType().getEntityPersister(), table);
		}
		for (EntityTableMapping mapping : tables(entity)) {
			if (mapping.getTableName().equals(table)) {
				return mapping.getKeyMapping()
					.getKeyColumns()
					.stream()
					.map((column) -> column.getColumnName())
					.toList();
			}
		}
		throw new IllegalArgumentException(entity.getEntityName() + " has no rows in " + table + ".");
	}

	/** A record type's name, after the documentation. */
	static String type(EntityMappingType entity) {
		return entity.getMappedJavaType()
			.getJavaTypeClass()
			.getSimpleName()
			.replaceAll("(?<=[a-z])(?=[A-Z])", "_")
			.toUpperCase(Locale.ROOT);
	}

	private static String idText(EntityPersister entity, Row root) {
		return Objects.requireNonNull(text(entity.getRootEntityDescriptor().getIdentifierMapping(), root));
	}

	/** A key's text: a single value as it is, several ordered by name, with commas. */
	private static @Nullable String text(ModelPart part, Row row) {
		if (part instanceof EmbeddableValuedModelPart embeddable) {
			return String.join(",",
					attributes(embeddable.getEmbeddableTypeDescriptor()).stream()
						.sorted(Comparator.comparing(AttributeMapping::getAttributeName))
						.map((inner) -> String.valueOf(text(inner, row)).replace("\\", "\\\\").replace(",", "\\,"))
						.toList());
		}
		Object value = value(part, row);
		return (value instanceof BigDecimal number) ? number.toPlainString()
				: (value != null) ? value.toString() : null;
	}

	/** A single value, or an object of those of an embeddable, or the text of an id. */
	private static @Nullable Object value(ModelPart part, Row row) {
		if (part instanceof OneToManyCollectionPart element) {
			EntityPersister target = element.getAssociatedEntityMappingType().getEntityPersister();
			String table = element.getCollectionAttribute().getKeyDescriptor().getKeyTable();
			return idOf(target, row.value(key(target, table).get(0)));
		}
		if (part instanceof ManyToManyCollectionPart element) {
			return reference(element.getForeignKeyDescriptor(), row);
		}
		if (part instanceof BasicValuedModelPart basic) {
			return RowForm.reported(basic.getJdbcMapping(), row.value(basic.getSelectionExpression()));
		}
		Map<Object, @Nullable Object> object = new HashMap<>();
		((EmbeddableValuedModelPart) part).getEmbeddableTypeDescriptor()
			.getAttributeMappings()
			.forEach((inner) -> object.put(inner.getAttributeName(), value(inner, row)));
		return object.values().stream().allMatch(Objects::isNull) ? null : object;
	}

	private static @Nullable Object reference(ForeignKeyDescriptor key, @Nullable Row row) {
		SelectableMapping column = key.getKeyPart().getSelectable(0);
		if (row != null && key.getKeyPart() instanceof EmbeddableValuedModelPart id) {
			return (row.value(column.getSelectionExpression()) != null) ? text(id, row) : null;
		}
		return (row != null) ? RowForm.reported(column.getJdbcMapping(), row.value(column.getSelectionExpression()))
				: null;
	}

	private static @Nullable Object idOf(EntityPersister target, @Nullable Object raw) {
		return RowForm.reported(target.getIdentifierMapping().getSingleJdbcMapping(), raw);
	}

	/** One record, as it is read. */
	private static final class Reading {

		private final EntityPersister entity;

		private final List<@Nullable Object> id;

		private final PlainRows rows;

		private final Map<String, Row> own = new HashMap<>();

		private final Shadow shadow = new Shadow();

		Reading(EntityPersister entity, List<@Nullable Object> id, PlainRows rows) {
			this.entity = entity;
			this.id = id;
			this.rows = rows;
			for (EntityTableMapping table : tables(entity)) {
				Row row = row(entity, table.getTableName(), id, rows);
				if (row != null) {
					this.own.put(table.getTableName(), row);
				}
			}
		}

		Shadow shadow() {
			this.entity.getAttributeMappings().forEach((attribute) -> {
				if (isReported(this.entity, attribute)) {
					collect(attribute.getAttributeName(), attribute);
				}
			});
			return this.shadow;
		}

		private void collect(String field, AttributeMapping attribute) {
			if (attribute instanceof PluralAttributeMapping plural) {
				if (!isOfItsElements(plural)) {
					this.shadow.fields.put(field, collection(plural));
				}
			}
			else if (attribute instanceof ToOneAttributeMapping reference) {
				ForeignKeyDescriptor key = reference.getForeignKeyDescriptor();
				if (isOwned(this.entity, reference)) {
					this.shadow.fields.put(field, text(reference(key, this.own.get(key.getKeyTable()))));
				}
			}
			else if (attribute instanceof EmbeddableValuedModelPart embeddable) {
				embeddable.getEmbeddableTypeDescriptor()
					.getAttributeMappings()
					.forEach((inner) -> collect(field + "." + inner.getAttributeName(), inner));
			}
			else {
				Row row = this.own.get(((SelectableMapping) attribute).getContainingTableExpression());
				this.shadow.fields.put(field, (row != null) ? value(attribute, row) : null);
			}
		}

		/** Adds the record's place in a list, which it has while it is in one. */
		void place(Position position) {
			if (this.entity.isTypeOrSuperType(position.child()) && !this.shadow.fields.containsKey(position.column())) {
				Row row = this.own.get(position.table());
				this.shadow.fields.put(position.column(),
						(row != null && row.value(position.reference()) != null) ? value(position.index(), row) : null);
			}
		}

		private Object collection(PluralAttributeMapping plural) {
			ForeignKeyDescriptor key = plural.getKeyDescriptor();
			List<String> columns = new ArrayList<>();
			key.getKeyPart().forEachSelectable((i, column) -> columns.add(column.getSelectionExpression()));
			List<Row> members = new ArrayList<>(Objects.requireNonNull(this.rows.tables().get(key.getKeyTable())));
			members.removeIf((row) -> !row.values(columns).equals(this.id));
			ModelPart index = plural.getIndexDescriptor();
			if (index == null) {
				return new Shadow.Bag(elements(plural, members));
			}
			if (List.class.isAssignableFrom(plural.getJavaType().getJavaTypeClass())) {
				members.sort(Comparator.comparing((row) -> (BigDecimal) Objects.requireNonNull(value(index, row))));
				return new Shadow.Ordered(elements(plural, members));
			}
			Map<String, Object> entries = new HashMap<>();
			members.forEach((row) -> entries.put(Objects.requireNonNull(RowRecords.text(index, row)),
					element(plural.getElementDescriptor(), row)));
			return new Shadow.Keyed(entries);
		}

		private static List<Object> elements(PluralAttributeMapping plural, List<Row> members) {
			return new ArrayList<>(members.stream().map((row) -> element(plural.getElementDescriptor(), row)).toList());
		}

		private static Object element(ModelPart part, Row row) {
			Object value = Objects.requireNonNull(value(part, row));
			boolean reference = part instanceof OneToManyCollectionPart || part instanceof ManyToManyCollectionPart;
			return reference ? Objects.requireNonNull(text(value)) : value;
		}

		private static @Nullable String text(@Nullable Object id) {
			return (id instanceof BigDecimal number) ? number.toPlainString() : (String) id;
		}

	}

	/**
	 * Where a record stands in a list of another's whose elements hold the reference.
	 *
	 * @param child the elements' entity
	 * @param table their table
	 * @param column the column with the index, whose name the entry has
	 * @param reference the column that refers to the list's owner
	 * @param index the index
	 */
	private record Position(EntityPersister child, String table, String column, String reference, ModelPart index) {

		static @Nullable Position of(PluralAttributeMapping plural) {
			if (!plural.getCollectionDescriptor().isInverse()
					|| !List.class.isAssignableFrom(plural.getJavaType().getJavaTypeClass())
					|| !(plural.getIndexDescriptor() instanceof BasicValuedModelPart index)
					|| !(plural.getElementDescriptor() instanceof OneToManyCollectionPart element)) {
				return null;
			}
			return new Position(element.getAssociatedEntityMappingType().getEntityPersister(),
					plural.getKeyDescriptor().getKeyTable(), index.getSelectionExpression(),
					plural.getKeyDescriptor().getKeyPart().getSelectable(0).getSelectionExpression(), index);
		}

	}

	static List<AttributeMapping> attributes(ManagedMappingType type) {
		return IntStream.range(0, type.getNumberOfAttributeMappings()).mapToObj(type::getAttributeMapping).toList();
	}

	/**
	 * Returns whether the rows of the elements, not those of the owner, contain the
	 * collection.
	 */
	private static boolean isOfItsElements(PluralAttributeMapping plural) {
		return plural.getCollectionDescriptor().isInverse()
				|| (plural.getPropertyAccess().getGetter().getMember() instanceof AnnotatedElement member
						&& member.isAnnotationPresent(AuditMappedBy.class));
	}

	/** Whether an attribute is neither a version nor left out. */
	static boolean isReported(EntityPersister entity, AttributeMapping attribute) {
		String declaring = attribute.getDeclaringType().getMappedJavaType().getJavaTypeClass().getName();
		return (entity.getVersionMapping() == null || !entity.getVersionMapping()
			.getVersionAttribute()
			.getAttributeName()
			.equals(attribute.getAttributeName()))
				&& !OutsideAuditing.ATTRIBUTES_LEFT_OUT
					.containsKey(declaring.replace(OutsideAuditing.FOREIGN, "") + "." + attribute.getAttributeName());
	}

	/** Whether a reference has a column of its own, which is not that of the id. */
	static boolean isOwned(EntityPersister entity, ToOneAttributeMapping reference) {
		ForeignKeyDescriptor key = reference.getForeignKeyDescriptor();
		return reference.getSideNature() == ForeignKeyDescriptor.Nature.KEY
				&& (!key.getKeyTable().equals(entity.getTableName()) || !key(entity, key.getKeyTable())
					.contains(key.getKeyPart().getSelectable(0).getSelectionExpression()));
	}

}
