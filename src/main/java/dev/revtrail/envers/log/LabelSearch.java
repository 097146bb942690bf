package dev.revtrail.envers.log;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.revtrail.Action;
import dev.revtrail.RecordLabel;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.TextSearch;
import dev.revtrail.envers.index.EntryIndex;
import dev.revtrail.envers.index.EntryRow;
import dev.revtrail.envers.index.RecordEntries;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import dev.revtrail.envers.model.TrackedModel;
import jakarta.persistence.TypedQuery;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.configuration.Configuration;
import org.hibernate.type.BasicType;
import org.hibernate.type.SqlTypes;

/**
 * Finds records by what people called them: one statement for each entity finds states in
 * the audit table, of those whose entries the reader may see; then one finds the entries
 * of the newest, and one for each entity reads their labels.
 */
final class LabelSearch {

	private static final Set<Class<?>> WHOLE_NUMBERS = Set.of(Short.class, Integer.class, Long.class);

	private final TrackedModel model;

	private final EntryIndex index;

	private final RecordEntries records;

	private final LabelReader labels;

	private final Configuration envers;

	LabelSearch(TrackedModel model, EntryIndex index, RecordEntries records, LabelReader labels, EnversService envers) {
		this.model = model;
		this.index = index;
		this.records = records;
		this.labels = labels;
		this.envers = envers.getConfig();
	}

	List<RecordLabel> records(TextSearch search, Set<String> recordTypes) {
		Scope scope = search.scope();
		if (scope.isNothing()) {
			return List.of();
		}
		List<String> words = List.of(search.text().strip().split("\\s+"));
		Map<RecordRef, Long> newest = new HashMap<>();
		recordTypes.stream()
			.map(this.model.formerNames()::typeToday)
			.distinct()
			.flatMap((type) -> this.model.ofType(type).stream())
			.filter(LabelSearch::hasPlainKey)
			.forEach((entity) -> find(entity, scope, words, search.size())
				.forEach((id, revision) -> newest.merge(new RecordRef(entity.recordType(), id), revision, Math::max)));
		return read(scope,
				newest.entrySet()
					.stream()
					.sorted(Map.Entry.<RecordRef, Long>comparingByValue().reversed())
					.limit(search.size())
					.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
	}

	/**
	 * Whether the database's text of a record's id is the one that entries have. It is
	 * not that of ids with several parts, of a UUID in MySQL, or of what converters
	 * write.
	 */
	private static boolean hasPlainKey(TrackedEntity entity) {
		return entity.key().parts().size() == 1
				&& entity.key().types().stream().allMatch((part) -> isText(part) || isWholeNumber(part));
	}

	private static boolean isWholeNumber(BasicType<?> type) {
		return type.getValueConverter() == null && WHOLE_NUMBERS.contains(type.getJavaType());
	}

	private static boolean isText(BasicType<?> type) {
		return type.getValueConverter() == null && type.getJavaType() == String.class
				&& Set.of(SqlTypes.VARCHAR, SqlTypes.NVARCHAR).contains(type.getJdbcType().getDefaultSqlTypeCode());
	}

	/** The newest revisions of an entity's records with such a label, by id. */
	private Map<String, Long> find(TrackedEntity entity, Scope scope, List<String> words, int size) {
		List<String> parts = entity.singles()
			.stream()
			.filter((field) -> entity.label().contains(field.name()) && field instanceof TrackedField.Basic basic
					&& (isText(basic.form().type()) || isWholeNumber(basic.form().type())))
			.flatMap((field) -> field.auditProperties().stream())
			.map((property) -> "lower(cast(" + AuditRows.quoted(property) + " as string))")
			.toList();
		if (parts.isEmpty()) {
			return Map.of();
		}
		Set<String> organizations = this.index.filter().organizations(scope);
		Set<String> patients = this.index.filter().patients(scope);
		String id = AuditRows
			.quoted(this.envers.getOriginalIdPropertyName() + "." + entity.key().parts().get(0).name());
		boolean loose = entity.key().isLoose();
		String revision = "e." + this.envers.getOriginalIdPropertyName() + "." + this.envers.getRevisionFieldName()
				+ ".id";
		String named = IntStream.range(0, words.size())
			.mapToObj((word) -> parts.stream()
				.map((part) -> part + " like :word" + word + " escape '" + EntryCounts.ESCAPE + "'")
				.collect(Collectors.joining(" or ", " and (", ")")))
			.collect(Collectors.joining());
		TypedQuery<Object[]> query = this.index
			.query("select x.recordId, max(x.revision) from " + entity.auditPersister().getEntityName()
					+ " e join RevtrailEntry x on x.revision = " + revision + " and "
					+ (loose ? "lower(trim(trailing from x.recordId)) = lower(trim(trailing from cast(" + id
							+ " as string)))" : "x.recordId = cast(" + id + " as string)")
					+ " where x.recordType in :types and x.action in :changes"
					+ ((organizations != null) ? " and x.organization in :organizations" : "")
					+ ((patients != null) ? " and x.patient in :patients" : "") + named
					+ " group by x.recordId order by max(x.revision) desc", Object[].class)
			.setParameter("types", this.model.formerNames().namesOfType(entity.recordType()))
			.setParameter("changes", EntryRow.CHANGES)
			.setMaxResults(size);
		if (organizations != null) {
			query.setParameter("organizations", organizations);
		}
		if (patients != null) {
			query.setParameter("patients", patients);
		}
		for (int word = 0; word < words.size(); word++) {
			query.setParameter("word" + word, EntryCounts.containing(words.get(word)));
		}
		Map<String, Long> found = new HashMap<>();
		query.getResultList().forEach((row) -> found.put((String) row[0], (Long) row[1]));
		return found;
	}

	/** What records were called in revisions, newest first. */
	private List<RecordLabel> read(Scope scope, Map<RecordRef, Long> found) {
		if (found.isEmpty()) {
			return List.of();
		}
		List<WantedState> states = this.records.changes(found.keySet(), Set.copyOf(found.values()))
			.stream()
			.filter((row) -> Objects.equals(found.get(this.labels.today(row)), row.entry().revision)
					&& this.index.filter().isWithin(scope, row.entry()))
			.map((row) -> new WantedState(row, row.is(Action.DELETE)))
			.sorted(Comparator.comparing((WantedState state) -> state.row().entry().revision).reversed())
			.toList();
		Map<WantedState, String> texts = this.labels.texts(states);
		return states.stream()
			.filter(texts::containsKey)
			.map((state) -> new RecordLabel(this.labels.today(state.row()), Objects.requireNonNull(texts.get(state))))
			.toList();
	}

}
