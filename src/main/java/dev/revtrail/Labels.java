package dev.revtrail;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The labels of the records that an entry is about, as of its revision. A record has no
 * label if its type declares none, if the change log does not contain it yet, or if it
 * did not belong to the scope of the query.
 *
 * @param record the label of the record that the entry is about; null if it has none
 * @param patient the label of the entry's patient; null if it has none
 * @param values the labels of the records that fields refer to, as their values, elements
 * or values of maps: by field, and then by the record's id. The field of an attribute of
 * an embeddable in a collection is dotted ({@code stays.ward})
 * @param keys the labels of the records that are keys of maps: by field, and then by id
 */
public record Labels(@Nullable RecordLabel record, @Nullable RecordLabel patient,
		Map<String, Map<String, RecordLabel>> values, Map<String, Map<String, RecordLabel>> keys) {

	/** No labels. */
	public static final Labels NONE = new Labels(null, null, Map.of(), Map.of());

	public Labels {
		values = copy(values);
		keys = copy(keys);
	}

	private static Map<String, Map<String, RecordLabel>> copy(Map<String, Map<String, RecordLabel>> labels) {
		Map<String, Map<String, RecordLabel>> copy = new TreeMap<>();
		labels.forEach((field, byId) -> copy.put(field, Map.copyOf(byId)));
		return copy;
	}

	/**
	 * Returns the label of a record that a field refers to.
	 * @param field the field, as in {@link #values()}
	 * @param id the record's id, as the change has it; null for no record
	 * @return the label, or empty if there is none
	 */
	public Optional<RecordLabel> of(String field, @Nullable Object id) {
		return find(this.values, field, id);
	}

	/**
	 * Returns the label of a record that is a key of a map.
	 * @param field the map's field
	 * @param key the key, as the change has it
	 * @return the label, or empty if there is none
	 */
	public Optional<RecordLabel> ofKey(String field, String key) {
		return find(this.keys, field, key);
	}

	private static Optional<RecordLabel> find(Map<String, Map<String, RecordLabel>> labels, String field,
			@Nullable Object id) {
		return (id != null) ? Optional.ofNullable(labels.getOrDefault(field, Map.of()).get(id.toString()))
				: Optional.empty();
	}

}
