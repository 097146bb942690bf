package dev.revtrail.envers.model;

import java.util.HashMap;
import java.util.Map;

/**
 * Up to which revision a field's column was missing from the audit table. A row from then
 * holds null there, which says nothing of the record.
 */
public final class ColumnStarts {

	/** Of nothing but columns that were always there. */
	public static final ColumnStarts NONE = new ColumnStarts();

	/** By entity and field. */
	private final Map<String, Map<String, Long>> absentUntil = new HashMap<>();

	public void add(TrackedEntity entity, TrackedField field, long absentUntil) {
		if (absentUntil > 0) {
			this.absentUntil.computeIfAbsent(entity.entityName(), (name) -> new HashMap<>())
				.merge(field.name(), absentUntil, Math::max);
		}
	}

	/** Returns whether the column may not have been there in a revision. */
	public boolean isAbsent(TrackedEntity entity, String field, long revision) {
		return revision <= this.absentUntil.getOrDefault(entity.entityName(), Map.of()).getOrDefault(field, 0L);
	}

}
