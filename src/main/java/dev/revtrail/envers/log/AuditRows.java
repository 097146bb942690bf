package dev.revtrail.envers.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.revtrail.envers.model.RecordKey;
import dev.revtrail.envers.model.RecordKey.IdPart;
import dev.revtrail.envers.model.RevisionKey;
import dev.revtrail.envers.model.ShortenedId;
import dev.revtrail.envers.model.Subselects;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import dev.revtrail.envers.model.WantedKeys;
import jakarta.persistence.EntityManager;
import org.hibernate.ScrollMode;
import org.hibernate.ScrollableResults;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.envers.RevisionType;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.configuration.Configuration;
import org.hibernate.query.QueryFlushMode;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.spi.ScrollableResultsImplementor;
import org.hibernate.type.BasicType;
import org.jspecify.annotations.Nullable;

/**
 * Reads Envers' audit rows by primary key: many records, two revisions each, only the
 * properties asked for, one statement.
 */
public final class AuditRows {

	private final EntityManager entityManager;

	private final Configuration envers;

	private final LargeColumns largeColumns;

	private final UnreadableValues unreadable;

	AuditRows(EntityManager entityManager, EnversService envers, UnreadableValues unreadable) {
		this.entityManager = entityManager;
		this.unreadable = unreadable;
		this.envers = envers.getConfig();
		this.largeColumns = new LargeColumns(
				entityManager.getEntityManagerFactory().unwrap(SessionFactoryImplementor.class));
	}

	/** The states of an entity's records, with the given fields. */
	public States states(TrackedEntity entity, Set<RevisionKey> keys, Set<String> fieldNames) {
		List<TrackedField.Single> fields = entity.singles()
			.stream()
			.filter((field) -> fieldNames.contains(field.name()))
			.toList();
		States states = new States();
		read(entity, keys, fields, states);
		return states;
	}

	/**
	 * Reads rows with some of their fields. A row with a value that cannot be read is
	 * read once more with each half of them, until that value alone is left out.
	 */
	private void read(TrackedEntity entity, Collection<RevisionKey> keys, List<TrackedField.Single> fields,
			States states) {
		List<String> id = entity.key().parts().stream().map(this::inId).toList();
		List<String> selected = new ArrayList<>();
		fields.forEach((field) -> field.auditProperties().forEach((property) -> selected.add(quoted(property))));
		boolean large = fields.stream()
			.flatMap((field) -> field.auditProperties().stream())
			.anyMatch((property) -> this.largeColumns.isLarge(entity.auditPersister(), property));
		Set<RevisionKey> read = new HashSet<>();
		RuntimeException failure = select(entity.auditPersister().getEntityName(), id, selected, entity.key(), keys,
				large, (key, row) -> {
					Map<String, @Nullable Object> values = new HashMap<>();
					int column = 1 + id.size();
					for (TrackedField.Single field : fields) {
						int width = field.auditProperties().size();
						values.put(field.name(), field.valueOf(Arrays.asList(row).subList(column, column + width)));
						column += width;
					}
					states.put(key, values);
					read.add(key);
				});
		if (failure == null) {
			return;
		}
		List<RevisionKey> rest = keys.stream().filter((key) -> !read.contains(key)).toList();
		switch (fields.size()) {
			case 0 -> throw failure;
			case 1 -> {
				this.unreadable.report(entity, fields.get(0).name(), failure);
				read(entity, rest.stream().filter((key) -> !states.contains(key)).toList(), List.of(), states);
			}
			default -> {
				int half = fields.size() / 2;
				read(entity, rest, fields.subList(0, half), states);
				read(entity, rest, fields.subList(half, fields.size()), states);
			}
		}
	}

	/**
	 * Finds the records whose first audit row is that of their creation, and its
	 * revision.
	 */
	Map<String, Long> created(TrackedEntity entity, Collection<String> recordIds) {
		List<String> id = entity.key().parts().stream().map(this::inId).toList();
		Map<String, Object[]> first = new HashMap<>();
		requireAll(selectUpTo(Long.MAX_VALUE, entity.auditPersister().getEntityName(), id,
				List.of(quoted(this.envers.getRevisionTypePropertyName())), entity.key(), recordIds,
				first::putIfAbsent));
		first.values().removeIf((row) -> row[row.length - 1] != RevisionType.ADD);
		Map<String, Long> created = new HashMap<>();
		first.forEach((record, row) -> created.put(record, (Long) row[0]));
		return created;
	}

	/** What became of records in revisions, as their rows say. */
	Map<RevisionKey, RevisionType> kinds(TrackedEntity entity, Collection<RevisionKey> keys) {
		List<String> id = entity.key().parts().stream().map(this::inId).toList();
		Map<RevisionKey, RevisionType> kinds = new HashMap<>();
		requireAll(select(entity.auditPersister().getEntityName(), id,
				List.of(quoted(this.envers.getRevisionTypePropertyName())), entity.key(), keys, false,
				(key, row) -> kinds.put(key, (RevisionType) row[row.length - 1])));
		return kinds;
	}

	/**
	 * The ids of the next records that have rows, of an entity and its subclasses, in the
	 * order of the database.
	 * @param last the id that they follow, in full; null for the first
	 * @param most how many there may be
	 * @return the values of the ids' parts
	 */
	List<List<Object>> idsAfter(TrackedEntity entity, @Nullable String last, int most) {
		List<String> id = entity.key().parts().stream().map(this::inId).toList();
		String columns = String.join(", ", id);
		String after = (last != null) ? " where " + tuple(id) + " > " + tuples(1, id.size(), 1) : "";
		var query = this.entityManager.unwrap(Session.class)
			.createSelectionQuery("select distinct " + columns + " from " + entity.auditPersister().getEntityName()
					+ " e" + after + " order by " + columns, Object[].class)
			.setQueryFlushMode(QueryFlushMode.NO_FLUSH)
			.setMaxResults(most);
		if (last != null) {
			bind(query, 1, entity.key(), last);
		}
		return query.getResultList().stream().map(List::of).toList();
	}

	/**
	 * Selects rows by revision and id: the revision, the id's parts, and what else is
	 * asked for.
	 * @param reader takes each row that can be read, with the key that it was found for
	 * @return why a row could not be read; null where all could
	 */
	@Nullable RuntimeException select(String entity, List<String> id, List<String> selected, RecordKey recordKey,
			Collection<RevisionKey> keys, boolean large, BiConsumer<RevisionKey, Object[]> reader) {
		List<RevisionKey> shortened = keys.stream().filter((key) -> ShortenedId.isShortened(key.recordId())).toList();
		RuntimeException failure = shortened.isEmpty() ? null
				: selectShortened(entity, id, selected, recordKey, shortened, large, reader);
		List<RevisionKey> distinct = keys.stream()
			.distinct()
			.filter((key) -> !ShortenedId.isShortened(key.recordId()))
			.toList();
		if (distinct.isEmpty()) {
			return failure;
		}
		String revision = revision();
		var query = this.entityManager.unwrap(Session.class)
			.createSelectionQuery(
					"select " + String.join(", ", columns(id, selected)) + " from " + entity + " e where (" + revision
							+ ", " + String.join(", ", id) + ") in (" + tuples(distinct.size(), 1 + id.size(), 1) + ")",
					Object[].class)
			.setQueryFlushMode(QueryFlushMode.NO_FLUSH);
		int parameter = 1;
		for (int i = 0; i < Subselects.padded(distinct.size()); i++) {
			RevisionKey key = distinct.get(Math.min(i, distinct.size() - 1));
			query.setParameter(parameter++, key.revision());
			parameter = bind(query, parameter, recordKey, key.recordId());
		}
		WantedKeys wanted = WantedKeys.of(recordKey, distinct);
		RuntimeException other = read(query, large,
				(row) -> reader.accept(wanted.meant(key(recordKey, row, id.size())), row));
		return (other != null) ? other : failure;
	}

	/** Hibernate reads a list of rows whole or not at all, and so they are scrolled. */
	private @Nullable RuntimeException read(SelectionQuery<Object[]> query, boolean large, Consumer<Object[]> reader) {
		if (large) {
			this.largeColumns.readOneByOne(query);
		}
		RuntimeException failure = null;
		try (ScrollableResults<Object[]> rows = query.scroll(ScrollMode.FORWARD_ONLY)) {
			boolean more = true;
			while (more) {
				try {
					more = rows.next();
					if (more) {
						reader.accept(rows.get());
					}
				}
				catch (RuntimeException ex) {
					if (!UnreadableValues.isCauseOf(ex) || isClosed(rows)) {
						throw ex;
					}
					failure = ex;
				}
			}
		}
		return failure;
	}

	private static boolean isClosed(ScrollableResults<?> rows) {
		return rows instanceof ScrollableResultsImplementor<?> results && results.isClosed();
	}

	/** An id that has been shortened is known again among those of its revision. */
	private @Nullable RuntimeException selectShortened(String entity, List<String> id, List<String> selected,
			RecordKey recordKey, List<RevisionKey> keys, boolean large, BiConsumer<RevisionKey, Object[]> reader) {
		var query = this.entityManager.unwrap(Session.class)
			.createSelectionQuery("select " + String.join(", ", columns(id, selected)) + " from " + entity + " e where "
					+ revision() + " in (:revisions)", Object[].class)
			.setQueryFlushMode(QueryFlushMode.NO_FLUSH)
			.setParameterList("revisions", keys.stream().map(RevisionKey::revision).distinct().toList());
		return read(query, large, (row) -> {
			RevisionKey key = key(recordKey, row, id.size());
			if (keys.contains(key)) {
				reader.accept(key, row);
			}
		});
	}

	/**
	 * Selects the rows of ids up to a revision, ordered by revision: the revision, the
	 * id's parts, and what else is asked for.
	 * @param reader takes each row that can be read, with the id that it was found for
	 * @return why a row could not be read; null where all could
	 */
	@Nullable RuntimeException selectUpTo(long last, String entity, List<String> id, List<String> selected, RecordKey recordKey,
			Collection<String> recordIds, BiConsumer<String, Object[]> reader) {
		List<String> distinct = recordIds.stream()
			.distinct()
			.filter((recordId) -> !ShortenedId.isShortened(recordId))
			.toList();
		if (distinct.isEmpty()) {
			return null;
		}
		var query = this.entityManager.unwrap(Session.class)
			.createSelectionQuery("select " + String.join(", ", columns(id, selected)) + " from " + entity + " e where "
					+ tuple(id) + " in (" + tuples(distinct.size(), id.size(), 2) + ") and " + revision()
					+ " <= ?1 order by " + revision(), Object[].class)
			.setQueryFlushMode(QueryFlushMode.NO_FLUSH)
			.setParameter(1, last);
		int parameter = 2;
		for (int i = 0; i < Subselects.padded(distinct.size()); i++) {
			parameter = bind(query, parameter, recordKey, distinct.get(Math.min(i, distinct.size() - 1)));
		}
		WantedKeys wanted = WantedKeys.ofRecords(recordKey, distinct);
		return read(query, false,
				(row) -> reader.accept(wanted.meantRecord(key(recordKey, row, id.size()).recordId()), row));
	}

	/** For rows without which nothing is known of a record. */
	static void requireAll(@Nullable RuntimeException failure) {
		if (failure != null) {
			throw failure;
		}
	}

	private List<String> columns(List<String> id, List<String> selected) {
		List<String> columns = new ArrayList<>(List.of(revision()));
		columns.addAll(id);
		columns.addAll(selected);
		return columns;
	}

	private static String tuple(List<String> values) {
		return (values.size() == 1) ? values.get(0) : "(" + String.join(", ", values) + ")";
	}

	/**
	 * Tuples of numbered parameters: as many as the next power of two, so that few
	 * statements serve all pages.
	 */
	private static String tuples(int count, int width, int first) {
		List<String> tuples = new ArrayList<>();
		int parameter = first;
		for (int i = 0; i < Subselects.padded(count); i++) {
			List<String> tuple = new ArrayList<>();
			for (int part = 0; part < width; part++) {
				tuple.add("?" + parameter++);
			}
			tuples.add(tuple(tuple));
		}
		return String.join(", ", tuples);
	}

	/** Hibernate does not learn the types of parameters from a list of tuples. */
	@SuppressWarnings("unchecked")
	private static int bind(SelectionQuery<?> query, int first, RecordKey recordKey, String recordId) {
		int parameter = first;
		Iterator<BasicType<?>> types = recordKey.types().iterator();
		for (Object part : recordKey.parse(recordId)) {
			query.setParameter(parameter++, part, (BasicType<Object>) types.next());
		}
		return parameter;
	}

	private String revision() {
		return "e." + this.envers.getOriginalIdPropertyName() + "." + this.envers.getRevisionFieldName() + ".id";
	}

	private static RevisionKey key(RecordKey recordKey, Object[] row, int parts) {
		String id = recordKey.text(Arrays.asList(row).subList(1, 1 + parts));
		return new RevisionKey((Long) row[0], String.valueOf(id));
	}

	private String inId(IdPart part) {
		return quoted(this.envers.getOriginalIdPropertyName() + "." + part.name());
	}

	/** Attributes may have names that are words of the query language. */
	static String quoted(String path) {
		return "e." + Arrays.stream(path.split("\\.")).map((name) -> "`" + name + "`").collect(Collectors.joining("."));
	}

	/**
	 * The canonical values of records in revisions.
	 */
	public static final class States {

		private final Map<RevisionKey, Map<String, @Nullable Object>> byKey = new HashMap<>();

		public boolean contains(RevisionKey key) {
			return this.byKey.containsKey(key);
		}

		void put(RevisionKey key, Map<String, ? extends @Nullable Object> values) {
			this.byKey.computeIfAbsent(key, (k) -> new HashMap<>()).putAll(values);
		}

		void put(RevisionKey key, String field, @Nullable Object value) {
			this.byKey.computeIfAbsent(key, (k) -> new HashMap<>()).put(field, value);
		}

		/** The keys of the states in which any of the fields holds nothing. */
		Set<RevisionKey> keysWithout(Collection<String> fields) {
			return this.byKey.keySet()
				.stream()
				.filter((key) -> fields.stream().anyMatch((field) -> isWithout(key, field)))
				.collect(Collectors.toSet());
		}

		/** Whether the field holds nothing, and no value that could not be read. */
		boolean isWithout(RevisionKey key, String field) {
			return knows(key, field) && value(key, field) == null;
		}

		boolean knows(RevisionKey key, String field) {
			Map<String, @Nullable Object> state = this.byKey.get(key);
			return state != null && state.containsKey(field);
		}

		@Nullable Object value(RevisionKey key, String field) {
			Map<String, @Nullable Object> state = this.byKey.get(key);
			return (state != null) ? state.get(field) : null;
		}

	}

}
