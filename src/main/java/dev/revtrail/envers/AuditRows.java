package dev.revtrail.envers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.revtrail.FieldChange;
import dev.revtrail.diff.StateDiff;
import dev.revtrail.diff.Values;
import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.hibernate.envers.RevisionType;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.configuration.Configuration;
import org.hibernate.query.QueryFlushMode;
import org.jspecify.annotations.Nullable;

/**
 * Reads Envers' audit rows by primary key: many records, two revisions each, only the
 * properties asked for, one statement.
 */
final class AuditRows {

	private final EntityManager entityManager;

	private final Configuration envers;

	AuditRows(EntityManager entityManager, EnversService envers) {
		this.entityManager = entityManager;
		this.envers = envers.getConfig();
	}

	/** The states of an entity's records, with the given fields. */
	States states(TrackedEntity entity, Set<Key> keys, Set<String> fieldNames) {
		List<TrackedField.Single> fields = entity.fields()
			.stream()
			.filter((field) -> fieldNames.contains(field.name()))
			.filter(TrackedField.Single.class::isInstance)
			.map(TrackedField.Single.class::cast)
			.toList();
		List<String> id = entity.key().parts().keySet().stream().map(this::inId).toList();
		List<String> selected = new ArrayList<>();
		fields.forEach((field) -> field.auditProperties().forEach((property) -> selected.add(quoted(property))));
		States states = new States();
		for (Object[] row : select(entity.auditPersister().getEntityName(), id, selected, entity.key(), keys)) {
			Map<String, @Nullable Object> values = new HashMap<>();
			int column = 1 + id.size();
			for (TrackedField.Single field : fields) {
				int width = field.auditProperties().size();
				values.put(field.name(), field.valueOf(Arrays.asList(row).subList(column, column + width)));
				column += width;
			}
			states.byKey.put(key(entity.key(), row, id.size()), values);
		}
		return states;
	}

	/**
	 * What joined and left a collection of an entity's records, in the given revisions.
	 */
	Movements movements(TrackedEntity entity, TrackedField.Elements field, Collection<Key> keys) {
		CollectionHistory history = field.history();
		List<String> owner = history.owner().stream().map(AuditRows::quoted).toList();
		List<String> selected = new ArrayList<>();
		selected.add(quoted(history.revisionType()));
		history.mapKey().forEach((path) -> selected.add(quoted(path)));
		history.element().values().forEach((path) -> selected.add(quoted(path)));
		Movements movements = new Movements(history.isMap());
		for (Object[] row : select(history.auditEntity(), owner, selected, entity.key(), keys)) {
			List<@Nullable Object> values = Arrays.asList(row).subList(1 + owner.size(), row.length);
			int keyEnd = 1 + history.mapKey().size();
			String mapKey = values.subList(1, keyEnd)
				.stream()
				.map((value) -> String.valueOf(Values.canonical(value)))
				.collect(Collectors.joining(","));
			movements.add(key(entity.key(), row, owner.size()), values.get(0) != RevisionType.DEL, mapKey,
					history.elementOf(values.subList(keyEnd, values.size())));
		}
		return movements;
	}

	private List<Object[]> select(String entity, List<String> id, List<String> selected, RecordKey recordKey,
			Collection<Key> keys) {
		List<Key> distinct = keys.stream().distinct().toList();
		String revision = "e." + this.envers.getOriginalIdPropertyName() + "." + this.envers.getRevisionFieldName()
				+ ".id";
		List<String> columns = new ArrayList<>();
		columns.add(revision);
		columns.addAll(id);
		columns.addAll(selected);
		List<String> tuples = new ArrayList<>();
		int parameters = 0;
		// As many tuples as the next power of two, so that few statements serve all pages
		for (int i = 0; i < padded(distinct.size()); i++) {
			List<String> tuple = new ArrayList<>();
			for (int part = 0; part <= id.size(); part++) {
				tuple.add("?" + (++parameters));
			}
			tuples.add("(" + String.join(", ", tuple) + ")");
		}
		var query = this.entityManager.unwrap(Session.class)
			.createSelectionQuery("select " + String.join(", ", columns) + " from " + entity + " e where (" + revision
					+ ", " + String.join(", ", id) + ") in (" + String.join(", ", tuples) + ")", Object[].class)
			.setQueryFlushMode(QueryFlushMode.NO_FLUSH);
		int parameter = 1;
		for (int i = 0; i < tuples.size(); i++) {
			Key key = distinct.get(Math.min(i, distinct.size() - 1));
			query.setParameter(parameter++, key.revision());
			for (Object part : recordKey.parse(key.recordId())) {
				query.setParameter(parameter++, part);
			}
		}
		return query.getResultList();
	}

	private static int padded(int size) {
		return (size <= 1) ? 1 : Integer.highestOneBit(size - 1) << 1;
	}

	private static Key key(RecordKey recordKey, Object[] row, int parts) {
		String id = recordKey.text(Arrays.asList(row).subList(1, 1 + parts));
		return new Key((Long) row[0], String.valueOf(id));
	}

	private String inId(String part) {
		return quoted(this.envers.getOriginalIdPropertyName() + "." + part);
	}

	/** Attributes may have names that are words of the query language. */
	private static String quoted(String path) {
		return "e." + Arrays.stream(path.split("\\.")).map((name) -> "`" + name + "`").collect(Collectors.joining("."));
	}

	/**
	 * A record in a revision.
	 *
	 * @param revision the revision's number
	 * @param recordId the record's id in canonical text form
	 */
	record Key(long revision, String recordId) {

	}

	/**
	 * The canonical values of records in revisions.
	 */
	static final class States {

		private final Map<Key, Map<String, @Nullable Object>> byKey = new HashMap<>();

		boolean contains(Key key) {
			return this.byKey.containsKey(key);
		}

		@Nullable Object value(Key key, String field) {
			Map<String, @Nullable Object> state = this.byKey.get(key);
			return (state != null) ? state.get(field) : null;
		}

	}

	/**
	 * The elements of one collection that were added and removed.
	 */
	static final class Movements {

		private final boolean map;

		private final Map<Key, Map<String, List<@Nullable Object>>> added = new HashMap<>();

		private final Map<Key, Map<String, List<@Nullable Object>>> removed = new HashMap<>();

		Movements(boolean map) {
			this.map = map;
		}

		private void add(Key key, boolean joined, String mapKey, @Nullable Object element) {
			(joined ? this.added : this.removed).computeIfAbsent(key, (k) -> new LinkedHashMap<>())
				.computeIfAbsent(mapKey, (k) -> new ArrayList<>())
				.add(element);
		}

		Optional<FieldChange> change(String field, Key key) {
			Map<String, List<@Nullable Object>> joined = this.added.getOrDefault(key, Map.of());
			Map<String, List<@Nullable Object>> left = this.removed.getOrDefault(key, Map.of());
			return this.map ? StateDiff.keys(field, firsts(joined), firsts(left))
					: StateDiff.elements(field, all(joined), all(left));
		}

		private static Map<String, @Nullable Object> firsts(Map<String, List<@Nullable Object>> elements) {
			Map<String, @Nullable Object> firsts = new LinkedHashMap<>();
			elements.forEach((key, values) -> firsts.put(key, values.get(0)));
			return firsts;
		}

		private static List<@Nullable Object> all(Map<String, List<@Nullable Object>> elements) {
			return elements.values()
				.stream()
				.flatMap(List::stream)
				.collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
		}

	}

}
