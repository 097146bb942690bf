package dev.revtrail.envers.reconciliation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.revtrail.RecordRef;
import dev.revtrail.envers.log.LastStates;
import dev.revtrail.envers.log.LastStates.Last;
import dev.revtrail.envers.model.PresentIds;
import dev.revtrail.envers.model.RecordScan;
import dev.revtrail.envers.model.ShortenedId;
import dev.revtrail.envers.model.SideSession;
import dev.revtrail.envers.model.SqlNames;
import dev.revtrail.envers.model.SqlSource;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedModel;
import dev.revtrail.reconciliation.Discrepancy;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Compares some records of a type with the log, in a transaction that sees one state of
 * both.
 */
final class Comparison {

	private final TrackedModel model;

	private final LastStates log;

	private final SharedSessionContractImplementor session;

	Comparison(TrackedModel model, LastStates log, SharedSessionContractImplementor session) {
		this.model = model;
		this.log = log;
		this.session = session;
	}

	/**
	 * Compares records of an entity, and of none of its subclasses.
	 * @param entity the entity
	 * @param ids their ids
	 * @return what differs
	 */
	Findings records(TrackedEntity entity, List<Object> ids) {
		RecordScan scan = new RecordScan(entity);
		Map<String, Map<String, @Nullable Object>> live = LiveStates.read(this.session, entity, ids);
		List<String> known = ids.stream()
			.map((id) -> scan.recordId(id, this.session))
			.filter((id) -> live.containsKey(id) && !ShortenedId.isShortened(id))
			.toList();
		Map<String, Last> last = this.log.last(entity, known);
		Map<String, Map<String, @Nullable Object>> logged = this.log.values(entity, last);
		List<Discrepancy> discrepancies = new ArrayList<>();
		for (String id : known) {
			RecordRef record = new RecordRef(entity.recordType(), id);
			Last row = last.get(id);
			Map<String, @Nullable Object> values = logged.get(id);
			if (values == null) {
				discrepancies.add(new Discrepancy(Discrepancy.Kind.UNRECORDED, record, Set.of(),
						(row != null) ? row.revision() : null));
				continue;
			}
			Set<String> fields = differing(Objects.requireNonNull(live.get(id)), values);
			if (!fields.isEmpty()) {
				discrepancies.add(new Discrepancy(Discrepancy.Kind.CHANGED, record, fields,
						Objects.requireNonNull(row).revision()));
			}
		}
		return new Findings(ids.size(), known.size(), ids.size() - known.size(), discrepancies);
	}

	/** The fields that hold something else, of those that both sides know. */
	private static Set<String> differing(Map<String, @Nullable Object> live, Map<String, @Nullable Object> logged) {
		Set<String> fields = new TreeSet<>();
		live.forEach((field, value) -> {
			if (logged.containsKey(field) && !Objects.equals(value, logged.get(field))) {
				fields.add(field);
			}
		});
		return fields;
	}

	/**
	 * Looks for records that the log has, of an entity and its subclasses.
	 * @param top the entity
	 * @param ids the values of the ids' parts of records with audit rows
	 * @return those that are not in the database
	 */
	Findings gone(TrackedEntity top, List<List<Object>> ids) {
		Map<String, List<Object>> open = ids.stream()
			.filter((id) -> !ShortenedId.isShortened(String.valueOf(top.key().text(id))))
			.collect(Collectors.toMap((id) -> String.valueOf(top.key().text(id)), (id) -> id, (one, other) -> one));
		open.keySet().removeAll(live(top, open));
		Map<String, Last> last = this.log.last(top, open.keySet());
		last.values().removeIf(Last::isDeleted);
		Map<String, Last> revisions = Map.copyOf(last);
		List<Discrepancy> discrepancies = new ArrayList<>();
		int hidden = 0;
		for (TrackedEntity entity : subclassesFirst(top)) {
			Set<String> rows = Set.copyOf(this.log.values(entity, last).keySet());
			last.keySet().removeAll(rows);
			if (!entity.recordType().equals(top.recordType())) {
				continue;
			}
			Set<String> present = present(entity, rows.stream().map(open::get).toList());
			for (String id : rows) {
				if (present.contains(id) && !isSoftlyDeleted(entity.persister())) {
					hidden++;
				}
				else {
					discrepancies.add(new Discrepancy(Discrepancy.Kind.MISSING, new RecordRef(entity.recordType(), id),
							Set.of(), Objects.requireNonNull(revisions.get(id)).revision()));
				}
			}
		}
		return new Findings(0, discrepancies.size(), hidden, discrepancies);
	}

	/** A query for the rows of a class finds those of its subclasses too. */
	private List<TrackedEntity> subclassesFirst(TrackedEntity top) {
		return this.model.entities()
			.stream()
			.filter((entity) -> top.persister().isSubclassEntityName(entity.entityName()))
			.filter((entity) -> !entity.persister().isAbstract())
			.sorted(Comparator.comparingInt((entity) -> entity.persister().getSubclassEntityNames().size()))
			.toList();
	}

	/** Those of the ids that Hibernate finds. */
	private Set<String> live(TrackedEntity top, Map<String, List<Object>> ids) {
		if (ids.isEmpty()) {
			return Set.of();
		}
		RecordScan scan = new RecordScan(top);
		List<Object> wanted = ids.keySet().stream().map((id) -> top.key().id(id, this.session)).toList();
		return SideSession
			.in(this.session,
					(side) -> side
						.createSelectionQuery("select id(e) from " + top.entityName() + " e where id(e) in (:ids)",
								Object.class)
						.setParameterList("ids", wanted)
						.getResultList())
			.stream()
			.map((id) -> scan.recordId(id, this.session))
			.collect(Collectors.toSet());
	}

	/** Those of the ids that the table has, also where the mapping hides their rows. */
	private Set<String> present(TrackedEntity entity, List<List<Object>> ids) {
		return new PresentIds(entity.key(), SqlNames.rootTable(entity.persister()),
				SqlSource.idColumns(entity.persister(), entity.key()).stream().map(SqlSource.Column::name).toList())
			.in(this.session, ids);
	}

	/** A row that such a mapping hides is that of a deleted record. */
	private static boolean isSoftlyDeleted(EntityPersister persister) {
		return persister.getSoftDeleteMapping() != null;
	}

}
