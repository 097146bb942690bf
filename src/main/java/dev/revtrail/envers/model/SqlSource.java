package dev.revtrail.envers.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.revtrail.envers.model.RecordKey.IdPart;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.ModelPartContainer;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.AbstractEntityPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.UnionSubclassEntityPersister;
import org.hibernate.persister.entity.mutation.EntityTableMapping;
import org.hibernate.sql.Template;
import org.jspecify.annotations.Nullable;

/**
 * An entity's own tables, joined, as one source of rows.
 */
public final class SqlSource {

	private final Map<String, String> aliases = new LinkedHashMap<>();

	private final String tables;

	private final List<String> id = new ArrayList<>();

	public SqlSource(TrackedEntity entity) {
		AbstractEntityPersister persister = (AbstractEntityPersister) entity.persister();
		StringBuilder joined = new StringBuilder();
		List<String> root = List.of();
		for (var table : tables(persister)) {
			String alias = "t" + this.aliases.size();
			List<String> key = table.getKeyMapping()
				.getKeyColumns()
				.stream()
				.map((column) -> alias + "." + column.getColumnName())
				.toList();
			if (this.aliases.isEmpty()) {
				root = key;
				joined.append(table.getTableName()).append(' ').append(alias);
			}
			else {
				joined.append(" left join ").append(table.getTableName()).append(' ').append(alias).append(" on ");
				for (int i = 0; i < key.size(); i++) {
					joined.append((i > 0) ? " and " : "").append(key.get(i)).append(" = ").append(root.get(i));
				}
			}
			this.aliases.put(table.getTableName(), alias);
		}
		this.tables = joined.toString();
		String first = this.aliases.values().iterator().next();
		idColumns(persister, entity.key()).forEach((column) -> this.id.add(first + "." + column.name()));
	}

	/** The tables of an entity, the one whose key is its id first. */
	private static List<EntityTableMapping> tables(EntityPersister persister) {
		return Arrays.stream(((AbstractEntityPersister) persister).getTableMappings())
			.sorted(Comparator.comparing((table) -> !table.isIdentifierTable()))
			.toList();
	}

	/** The columns of an entity's id, in the order of its parts' names. */
	public static List<Column> idColumns(EntityPersister persister, RecordKey key) {
		String table = tables(persister).get(0).getTableName();
		List<Column> columns = new ArrayList<>();
		for (IdPart part : key.parts()) {
			ModelPart model = (persister.getIdentifierMapping() instanceof EmbeddableValuedModelPart several)
					? below(attribute(several.getEmbeddableTypeDescriptor(), part.property()), part.below())
					: persister.getIdentifierMapping();
			Column own = columns(model).get(0);
			columns.add(new Column(table, own.name(), false, own.size()));
		}
		return columns;
	}

	/** An attribute of an id, wherever in its embeddables it stands. */
	private static @Nullable ModelPart attribute(EmbeddableMappingType type, String name) {
		ModelPart found = type.findSubPart(name, null);
		for (int i = 0; found == null && i < type.getNumberOfAttributeMappings(); i++) {
			found = (type.getAttributeMapping(i) instanceof EmbeddableValuedModelPart nested)
					? attribute(nested.getEmbeddableTypeDescriptor(), name) : null;
		}
		return found;
	}

	private static @Nullable ModelPart below(@Nullable ModelPart start, String path) {
		ModelPart part = start;
		for (String name : path.split("\\.")) {
			if (!name.isEmpty()) {
				part = (part instanceof ModelPartContainer container) ? container.findSubPart(name, null) : null;
			}
		}
		return part;
	}

	/** The tables, joined by their keys. */
	public String tables() {
		return this.tables;
	}

	/** The id's columns, in the order of its parts' names. */
	public List<String> id() {
		return this.id;
	}

	public String expression(Column column) {
		return this.aliases.get(column.table()) + "." + column.name();
	}

	/** The columns of an attribute, which may be inside of an embeddable. */
	public static List<Column> columns(EntityPersister persister, String attribute) {
		List<Column> columns = columns(below(persister, attribute));
		// Where each class has a table of its own, what it inherits stands there too
		return (persister instanceof UnionSubclassEntityPersister union) ? columns.stream()
			.map((column) -> new Column(union.getTableMappings()[0].getTableName(), column.name(), column.isComputed(),
					column.size()))
			.toList() : columns;
	}

	private static List<Column> columns(@Nullable ModelPart part) {
		List<Column> columns = new ArrayList<>();
		if (part != null) {
			part.forEachSelectable((index, column) -> columns.add(Column.of(column)));
		}
		return columns;
	}

	/** A condition on records by their ids, with parameters. */
	public static String in(List<String> columns, int records) {
		String one = "(" + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
		return ((columns.size() == 1) ? columns.get(0) : "(" + String.join(", ", columns) + ")") + " in ("
				+ String.join(", ", Collections.nCopies(records, (columns.size() == 1) ? "?" : one)) + ")";
	}

	/**
	 * A column.
	 *
	 * @param table its table
	 * @param name its name
	 * @param isComputed whether it is none but an expression, or read through one
	 * @param size its size by the mapping; null where that is not known
	 */
	public record Column(String table, String name, boolean isComputed, @Nullable MappedSize size) {

		public static Column of(SelectableMapping column) {
			String name = column.getSelectionExpression();
			String read = column.getCustomReadExpression();
			return new Column(column.getContainingTableExpression(), name,
					column.isFormula() || (read != null && !read.replace(Template.TEMPLATE + ".", "").equals(name)),
					column.isFormula() ? null : MappedSize.of(column));
		}

	}

}
