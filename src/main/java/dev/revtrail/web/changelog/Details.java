package dev.revtrail.web.changelog;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.FieldChange;
import org.jspecify.annotations.Nullable;

/**
 * Sorts the changed fields of an entry into what came, what went and what became another.
 */
final class Details {

	private final Map<String, Object> additions = new LinkedHashMap<>();

	private final Map<String, Object> deletions = new LinkedHashMap<>();

	private final Map<String, Object> updates = new LinkedHashMap<>();

	private Details() {
	}

	/**
	 * The details of an entry.
	 * @param entry the entry, with its changes
	 * @return the parts that have something, or null when none has
	 */
	static @Nullable Map<String, Object> of(ChangeEntry entry) {
		Details details = new Details();
		for (FieldChange change : entry.changes()) {
			if (change instanceof FieldChange.Value value) {
				details.add(value, entry.action().equals(Action.UPDATE));
			}
			else if (change instanceof FieldChange.Elements elements) {
				details.add(elements);
			}
		}
		return details.parts(entry.revision().note());
	}

	private void add(FieldChange.Value value, boolean update) {
		Object from = value.from();
		Object to = value.to();
		if (update && !value.fromKnown()) {
			// What is not known is not claimed: there is no from, not even null.
			this.updates.put(value.field(), transition(false, null, to));
		}
		else if (from == null && to != null) {
			this.additions.put(value.field(), to);
		}
		else if (from != null && to == null) {
			this.deletions.put(value.field(), from);
		}
		else if (from != null) {
			this.updates.put(value.field(), transition(true, from, to));
		}
	}

	private void add(FieldChange.Elements elements) {
		if (!isEmpty(elements.joined())) {
			this.additions.put(elements.field(), elements.joined());
		}
		if (!isEmpty(elements.left())) {
			this.deletions.put(elements.field(), elements.left());
		}
	}

	private static Map<String, @Nullable Object> transition(boolean fromKnown, @Nullable Object from,
			@Nullable Object to) {
		Map<String, @Nullable Object> transition = new LinkedHashMap<>();
		if (fromKnown) {
			transition.put("from", from);
		}
		transition.put("to", to);
		return transition;
	}

	private static boolean isEmpty(Object elements) {
		return (elements instanceof Collection<?> list && list.isEmpty())
				|| (elements instanceof Map<?, ?> map && map.isEmpty());
	}

	private @Nullable Map<String, Object> parts(@Nullable String note) {
		Map<String, Object> parts = new LinkedHashMap<>();
		if (!this.additions.isEmpty()) {
			parts.put("additions", this.additions);
		}
		if (!this.deletions.isEmpty()) {
			parts.put("deletions", this.deletions);
		}
		if (!this.updates.isEmpty()) {
			parts.put("updates", this.updates);
		}
		if (note != null && !note.isEmpty()) {
			parts.put("note", note);
		}
		return parts.isEmpty() ? null : parts;
	}

}
