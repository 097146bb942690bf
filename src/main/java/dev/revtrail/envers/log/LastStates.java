package dev.revtrail.envers.log;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.revtrail.envers.model.ElementRow;
import dev.revtrail.envers.model.RevisionKey;
import dev.revtrail.envers.model.ShortenedId;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import org.hibernate.envers.RevisionType;
import org.jspecify.annotations.Nullable;

/**
 * The last states that audit rows have of many records: some statements for their own
 * rows, and two for each of their collections.
 */
public final class LastStates {

	private final AuditRows rows;

	private final FieldReader fields;

	private final CollectionReplay collections;

	LastStates(AuditRows rows, FieldReader fields, CollectionReplay collections) {
		this.rows = rows;
		this.fields = fields;
		this.collections = collections;
	}

	/**
	 * Returns the ids of the next records that have audit rows, of an entity and its
	 * subclasses.
	 * @param entity the entity
	 * @param last the id that they follow, in full; null for the first
	 * @param most how many there may be
	 * @return the values of the ids' parts, in the order of the database
	 */
	public List<List<Object>> idsAfter(TrackedEntity entity, @Nullable String last, int most) {
		return this.rows.idsAfter(entity, last, most);
	}

	/**
	 * Returns the last revisions of records, by id.
	 * @param entity the records' entity
	 * @param recordIds their ids, none of which is shortened
	 * @return the last row of each that has one, also of a subclass
	 */
	public Map<String, Last> last(TrackedEntity entity, Collection<String> recordIds) {
		Map<String, Last> last = new HashMap<>();
		this.rows.kinds(entity, this.fields.last(entity, recordIds))
			.forEach((key, kind) -> last.put(key.recordId(), new Last(key.revision(), kind == RevisionType.DEL)));
		return last;
	}

	/**
	 * Returns what fields hold in the last rows of records that are not deleted.
	 * @param entity the records' entity
	 * @param last their last rows
	 * @return by id, the canonical values of the fields whose values are known; none for
	 * a row that is not of the entity or a subclass
	 */
	public Map<String, Map<String, @Nullable Object>> values(TrackedEntity entity, Map<String, Last> last) {
		Set<RevisionKey> rows = new HashSet<>();
		last.forEach((id, row) -> {
			if (!row.isDeleted() && !ShortenedId.isShortened(id)) {
				rows.add(new RevisionKey(row.revision(), id));
			}
		});
		Map<String, Map<String, @Nullable Object>> values = new HashMap<>();
		if (rows.isEmpty()) {
			return values;
		}
		FieldReader.Around around = this.fields.in(entity, rows);
		for (RevisionKey row : rows) {
			if (!around.isThere(row)) {
				continue;
			}
			Map<String, @Nullable Object> ofRecord = new HashMap<>();
			values.put(row.recordId(), ofRecord);
			for (TrackedField.Single field : entity.singles()) {
				FieldReader.Known known = around.inRow(row, field.name());
				if (known != null) {
					ofRecord.put(field.name(), known.value());
				}
			}
		}
		collections(entity, values);
		return values;
	}

	/** Rows of collections may be of later revisions than the record's own. */
	private void collections(TrackedEntity entity, Map<String, Map<String, @Nullable Object>> values) {
		if (entity.collections().isEmpty()) {
			return;
		}
		List<RevisionKey> now = values.keySet().stream().map((id) -> new RevisionKey(Long.MAX_VALUE, id)).toList();
		Map<TrackedField.Elements, Map<String, List<ElementRow>>> rows = new HashMap<>();
		entity.collections().forEach((field) -> rows.put(field, this.collections.rows(entity, field, now)));
		HistoryStarts starts = this.collections.starts(entity, now);
		rows.forEach((field, ofField) -> CollectionReplay.around(field, now, ofField, starts).forEach((key, whole) -> {
			if (whole.after() != null) {
				Objects.requireNonNull(values.get(key.recordId())).put(field.name(), whole.after());
			}
		}));
	}

	/**
	 * The last row of a record.
	 *
	 * @param revision its revision
	 * @param isDeleted whether it says that the record was deleted
	 */
	public record Last(long revision, boolean isDeleted) {

	}

}
