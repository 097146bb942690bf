package dev.revtrail.envers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.revtrail.diff.Values;
import org.jspecify.annotations.Nullable;

/**
 * Envers' audit table of a collection: which property holds what.
 *
 * @param auditEntity the audit table's entity name
 * @param owner the paths to the parts of the owner's id, in the order of their names
 * @param revisionType the path to the kind of the row: added or removed
 * @param mapKey the paths to the key of a map's entry; empty for what is no map
 * @param element the paths to the element, by the names of its properties
 * @param reference how the element's id is spelled where elements are records
 */
record CollectionHistory(String auditEntity, List<String> owner, String revisionType, List<String> mapKey,
		Map<String, String> element, @Nullable RecordKey reference) {

	boolean isMap() {
		return !this.mapKey.isEmpty();
	}

	/** The canonical element from the row's values, in the order of {@link #element}. */
	@Nullable Object elementOf(List<? extends @Nullable Object> values) {
		if (this.reference != null) {
			return this.reference.text(values);
		}
		if (this.element.size() == 1) {
			return Values.canonical(values.get(0));
		}
		Map<String, @Nullable Object> properties = new LinkedHashMap<>();
		int index = 0;
		for (String name : this.element.keySet()) {
			properties.put(name, Values.canonical(values.get(index++)));
		}
		return properties;
	}

}
