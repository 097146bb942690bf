package dev.revtrail.web.entry;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.Changes;
import dev.revtrail.FieldChange;
import org.jspecify.annotations.Nullable;

/**
 * Sorts the changed fields of an entry into added, removed and changed values.
 */
final class Details {

	/** Stands in place of a masked value. */
	private static final Map<String, Boolean> MASKED = Map.of("masked", true);

	private final Map<String, Object> additions = new LinkedHashMap<>();

	private final Map<String, Object> deletions = new LinkedHashMap<>();

	private final Map<String, Object> updates = new LinkedHashMap<>();

	private Details() {
	}

	/**
	 * Returns the details of an entry.
	 * @param entry the entry, with its changes
	 * @return the parts that have something, or null when none has
	 */
	static @Nullable Map<String, Object> of(ChangeEntry entry) {
		Map<String, Object> parts = sorted(entry.changes(), entry.action()).parts(entry.revision().note());
		return parts.isEmpty() ? null : parts;
	}

	/** Returns the details of changes without an entry; empty if there are none. */
	static Map<String, Object> of(Changes changes) {
		return sorted(changes, Action.UPDATE).parts(null);
	}

	private static Details sorted(Changes changes, Action action) {
		Details details = new Details();
		for (FieldChange change : changes) {
			change.fold((value) -> details.add(value, action.equals(Action.UPDATE)), details::add, details::add,
					(hidden) -> details.add(hidden, action));
		}
		return details;
	}

	private Details add(FieldChange.Value value, boolean update) {
		Object from = value.from();
		Object to = value.to();
		if (!value.toKnown()) {
			// That it changed is known, and maybe from what; neither is claimed
			// otherwise.
			this.updates.put(value.field(), value.fromKnown() ? Collections.singletonMap("from", from) : Map.of());
		}
		else if (update && !value.fromKnown()) {
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
		return this;
	}

	private Details add(FieldChange.Elements elements) {
		if (!elements.joined().isEmpty()) {
			this.additions.put(elements.field(), elements.joined());
		}
		if (!elements.left().isEmpty()) {
			this.deletions.put(elements.field(), elements.left());
		}
		if (!elements.moved().isEmpty()) {
			this.updates.put(elements.field(),
					transition(true, places(elements, FieldChange.Move::from), places(elements, FieldChange.Move::to)));
		}
		return this;
	}

	private Details add(FieldChange.Keys keys) {
		if (!keys.joined().isEmpty()) {
			this.additions.put(keys.field(), keys.joined());
		}
		if (!keys.left().isEmpty()) {
			this.deletions.put(keys.field(), keys.left());
		}
		keys.replaced()
			.forEach((key, value) -> this.updates.put(keys.field() + "[" + key + "]",
					transition(true, value.from(), value.to())));
		return this;
	}

	private Details add(FieldChange.Hidden hidden, Action action) {
		if (action.equals(Action.CREATE)) {
			this.additions.put(hidden.field(), MASKED);
		}
		else if (action.equals(Action.DELETE)) {
			this.deletions.put(hidden.field(), MASKED);
		}
		else {
			this.updates.put(hidden.field(), transition(true, MASKED, MASKED));
		}
		return this;
	}

	private static List<Map<String, @Nullable Object>> places(FieldChange.Elements elements,
			ToIntFunction<FieldChange.Move> index) {
		return elements.moved().stream().map((move) -> {
			Map<String, @Nullable Object> place = new LinkedHashMap<>();
			place.put("element", move.element());
			place.put("index", index.applyAsInt(move));
			return place;
		}).toList();
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

	private Map<String, Object> parts(@Nullable String note) {
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
		return parts;
	}

}
