package dev.revtrail.web.entry;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.Changes;
import dev.revtrail.FieldChange;
import org.jspecify.annotations.Nullable;

/**
 * Lists the changes of an entry by field, each with its value before and after, in the
 * form that several contracts share. Requires entries with whole collections.
 */
public final class FromTo {

	/** Stands in place of a masked value. */
	private static final Map<String, Boolean> MASKED = Map.of("masked", true);

	private FromTo() {
	}

	/**
	 * Returns the changes of an entry.
	 * @param entry the entry
	 * @return {@code from} and {@code to} by field; where one is not known it is left
	 * out, as null would claim that there was nothing
	 */
	public static Map<String, Map<String, @Nullable Object>> of(ChangeEntry entry) {
		return of(entry.changes(), entry.action().equals(Action.CREATE), entry.action().equals(Action.DELETE));
	}

	/**
	 * Returns the changes of a record that existed before and after them.
	 * @param changes the changes
	 * @return {@code from} and {@code to} by field, as for entries
	 */
	public static Map<String, Map<String, @Nullable Object>> of(Changes changes) {
		return of(changes, false, false);
	}

	/**
	 * Returns whether a value stands in place of a masked one.
	 * @param value the value of {@code from} or {@code to}
	 * @return whether the value itself is hidden
	 */
	@SuppressWarnings("ReferenceEquality")
	public static boolean isMasked(@Nullable Object value) {
		return value == MASKED;
	}

	private static Map<String, Map<String, @Nullable Object>> of(Changes all, boolean created, boolean deleted) {
		Map<String, Map<String, @Nullable Object>> changes = new LinkedHashMap<>();
		for (FieldChange change : all) {
			changes.put(change.field(),
					change.fold(FromTo::of, (elements) -> of(elements.whole(), created, deleted),
							(keys) -> of(keys.whole(), created, deleted),
							(hidden) -> fromTo(true, created ? null : MASKED, true, deleted ? null : MASKED)));
		}
		return changes;
	}

	private static Map<String, @Nullable Object> of(FieldChange.Value value) {
		return fromTo(value.fromKnown(), value.from(), value.toKnown(), value.to());
	}

	private static Map<String, @Nullable Object> of(FieldChange.@Nullable Whole known, boolean created,
			boolean deleted) {
		FieldChange.Whole whole = (known != null) ? known : new FieldChange.Whole(null, null);
		return fromTo(created || whole.before() != null, created ? null : whole.before(),
				deleted || whole.after() != null, deleted ? null : whole.after());
	}

	private static Map<String, @Nullable Object> fromTo(boolean fromKnown, @Nullable Object from, boolean toKnown,
			@Nullable Object to) {
		Map<String, @Nullable Object> both = new LinkedHashMap<>();
		if (fromKnown) {
			both.put("from", from);
		}
		if (toKnown) {
			both.put("to", to);
		}
		return both;
	}

}
