package dev.revtrail.page;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.revtrail.Changes;
import dev.revtrail.FieldChange;
import dev.revtrail.LargeValue;
import dev.revtrail.web.entry.HostTexts;
import dev.revtrail.web.request.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * The values of fields as people read them: constants by the names that the host has for
 * them, bytes by their number and their SHA-256.
 *
 * @param types the types
 * @param texts what the host calls things
 * @param ofPatient whether the reader may read of one patient alone: a request may have
 * been about others, too
 */
record PageValues(PageTypes types, HostTexts texts, boolean ofPatient) {

	private static final List<String> OF_REQUESTS = List.of("agent", "ip", "note", "path");

	/** The same for a reader of one patient alone. */
	PageValues ofOnePatient() {
		return new PageValues(this.types, this.texts, true);
	}

	/** Removes what the reader may not see of a revision. */
	Map<String, @Nullable Object> revision(Map<String, @Nullable Object> revision) {
		if (this.ofPatient) {
			OF_REQUESTS.forEach((name) -> revision.put(name, null));
		}
		return revision;
	}

	/** Adds to labels, by field and value, what the host calls the values of fields. */
	Map<String, Map<String, String>> labels(String type, Changes changes, Map<String, Map<String, String>> labels) {
		Set<String> constants = this.types.constantFields(type);
		for (FieldChange change : changes) {
			if (change instanceof FieldChange.Value value && constants.contains(value.field())) {
				label(type, value.field(), value.from(), labels);
				label(type, value.field(), value.to(), labels);
			}
		}
		return labels;
	}

	private void label(String type, String field, @Nullable Object value, Map<String, Map<String, String>> labels) {
		if (value != null) {
			this.texts.value(type, field, value)
				.ifPresent(
						(text) -> labels.computeIfAbsent(field, (name) -> new TreeMap<>()).put(value.toString(), text));
		}
	}

	/** The values before and after, by field. */
	Map<String, Map<String, @Nullable Object>> changes(String type,
			Map<String, Map<String, @Nullable Object>> changes) {
		Set<String> binary = this.types.binaryFields(type);
		if (!binary.isEmpty()) {
			changes.forEach((field, sides) -> {
				if (binary.contains(field)) {
					sides.replaceAll((side, value) -> bytes(value));
				}
			});
		}
		return changes;
	}

	/** The values of a state, by field. */
	Map<String, @Nullable Object> state(String type, Map<String, @Nullable Object> values) {
		Map<String, @Nullable Object> shown = new LinkedHashMap<>(values);
		this.types.binaryFields(type).forEach((field) -> shown.computeIfPresent(field, (name, value) -> bytes(value)));
		return shown;
	}

	private static @Nullable Object bytes(@Nullable Object value) {
		if (value instanceof LargeValue large) {
			return Map.of("bytes", large.length(), "sha256", large.sha256());
		}
		if (value instanceof String base64) {
			try {
				byte[] bytes = Base64.getDecoder().decode(base64);
				return Map.of("bytes", bytes.length, "sha256", Sha256.hex(bytes));
			}
			catch (IllegalArgumentException ex) {
				// Another class of the hierarchy has a text under this name
				return base64;
			}
		}
		return value;
	}

}
