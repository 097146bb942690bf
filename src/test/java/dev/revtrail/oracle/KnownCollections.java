package dev.revtrail.oracle;

import java.util.HashMap;
import java.util.Map;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.RecordSnapshot;

/**
 * What the log can know of collections: statements change their rows without an entry,
 * until a session loads and writes them.
 */
final class KnownCollections {

	private final Map<String, Map<String, Object>> contents = new HashMap<>();

	/**
	 * What the log knows of a record after an entry of it: of a collection that the entry
	 * does not change what it knew before, or what the session has found.
	 */
	Shadow after(ChangeEntry entry, String name, Shadow held, RecordSnapshot reported) {
		Map<String, Object> known = this.contents.computeIfAbsent(name, (key) -> new HashMap<>());
		Shadow shadow = held.copy();
		held.fields.forEach((field, value) -> {
			if (value instanceof Shadow.Bag || value instanceof Shadow.Ordered || value instanceof Shadow.Keyed) {
				if (entry.action().equals(Action.CREATE) || entry.changes().of(field).isPresent()
						|| RowComparison.isWhole(reported.values().get(field), value)) {
					known.put(field, value);
				}
				shadow.fields.put(field, known.get(field));
			}
		});
		return shadow;
	}

}
