package dev.revtrail.envers.bulk.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.revtrail.BulkMode;
import dev.revtrail.envers.bulk.detect.SqlChange.Name;
import dev.revtrail.envers.model.SqlTokens;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import dev.revtrail.envers.model.TrackedModel;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.collection.AbstractCollectionPersister;
import org.hibernate.persister.entity.AbstractEntityPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * The tables that hold tracked records: their own, joined and secondary ones, and those
 * of their collections. Tables whose bulk statements are allowed are not among them.
 */
public final class TrackedTables {

	private final Map<String, List<TrackedTable>> byName = new HashMap<>();

	private final Map<String, TrackedEntity> roots = new HashMap<>();

	private final List<String> defaults;

	public TrackedTables(SessionFactoryImplementor sessionFactory, TrackedModel model, BulkRules rules) {
		JdbcEnvironment environment = sessionFactory.getJdbcServices().getJdbcEnvironment();
		List<String> current = new ArrayList<>();
		for (Identifier name : new Identifier[] { environment.getCurrentCatalog(), environment.getCurrentSchema() }) {
			if (name != null) {
				current.add(name.getText());
			}
		}
		this.defaults = current;
		List<TrackedEntity> rootsFirst = model.entities()
			.stream()
			.sorted(Comparator
				.comparingInt((entity) -> ((AbstractEntityPersister) entity.persister()).getTableMappings().length))
			.toList();
		for (TrackedEntity entity : rootsFirst) {
			for (var table : ((AbstractEntityPersister) entity.persister()).getTableMappings()) {
				add(table.getTableName(), entity, rules.mode(entity));
			}
		}
		for (TrackedEntity entity : rootsFirst) {
			for (TrackedField field : entity.fields()) {
				if (field instanceof TrackedField.Elements elements && !elements.persister().isOneToMany()) {
					add(((AbstractCollectionPersister) elements.persister()).getTableName(), entity,
							rules.mode(entity));
				}
			}
		}
		this.byName.values().forEach((tables) -> tables.removeIf((table) -> table.mode == BulkMode.ALLOW));
		this.byName.values().removeIf(List::isEmpty);
	}

	boolean isEmpty() {
		return this.byName.isEmpty();
	}

	/** The tracked table that a statement means by a name; null where it is none. */
	@Nullable TrackedTable find(Name name) {
		return this.byName.getOrDefault(name.table(), List.of())
			.stream()
			.filter((table) -> isMeant(table, name.qualifiers()))
			.findFirst()
			.orElse(null);
	}

	/** The strictest mode of all tables that a statement on an entity may change. */
	public BulkMode mode(EntityPersister persister) {
		return Stream.of(persister.getQuerySpaces())
			.map((table) -> find(Name.of(parts(String.valueOf(table)))))
			.filter(Objects::nonNull)
			.map(TrackedTable::mode)
			.min(Comparator.naturalOrder())
			.orElse(BulkMode.ALLOW);
	}

	private static List<String> parts(String name) {
		return SqlTokens.of(name, false).stream().filter(SqlTokens.Token::isName).map(SqlTokens.Token::text).toList();
	}

	/** Names without a schema are the connection's own, or Hibernate's default. */
	private boolean isMeant(TrackedTable table, List<String> qualifiers) {
		List<String> known = table.name.qualifiers().isEmpty() ? this.defaults : table.name.qualifiers();
		return qualifiers.isEmpty() || known.isEmpty() || qualifiers.stream()
			.allMatch((qualifier) -> known.stream().anyMatch((own) -> own.equalsIgnoreCase(qualifier)));
	}

	private void add(String text, TrackedEntity entity, BulkMode mode) {
		List<String> parts = parts(text);
		if (parts.isEmpty()) {
			return;
		}
		Name name = Name.of(parts);
		List<TrackedTable> tables = this.byName.computeIfAbsent(name.table(), (key) -> new ArrayList<>());
		TrackedTable known = tables.stream().filter((table) -> table.name.equals(name)).findFirst().orElse(null);
		if (known == null) {
			TrackedEntity root = this.roots.computeIfAbsent(entity.persister().getRootEntityName(), (key) -> entity);
			tables.add(new TrackedTable(name, parts.get(parts.size() - 1), entity, root, mode));
		}
		else if (mode.ordinal() < known.mode.ordinal()) {
			tables.remove(known);
			tables.add(new TrackedTable(name, known.table, known.entity, known.root, mode));
		}
	}

	/**
	 * A table and whose it is.
	 *
	 * @param name its name, as statements are compared with
	 * @param table its name, as it is written
	 * @param entity the entity nearest the root of its hierarchy that has it
	 * @param root the entity nearest that root of all
	 * @param mode the strictest mode of all that have it
	 */
	record TrackedTable(Name name, String table, TrackedEntity entity, TrackedEntity root, BulkMode mode) {

	}

}
