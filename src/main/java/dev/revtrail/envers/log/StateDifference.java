package dev.revtrail.envers.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.revtrail.Changes;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordDifference;
import dev.revtrail.RecordRef;
import dev.revtrail.diff.StateDiff;
import dev.revtrail.envers.model.CollectionKind;
import dev.revtrail.envers.model.TrackedField;
import org.jspecify.annotations.Nullable;

/**
 * Compares two states of a record, field by field.
 */
final class StateDifference {

	private StateDifference() {
	}

	static RecordDifference between(RecordRef record, RecordValues from, RecordValues to) {
		Map<String, TrackedField> fields = new TreeMap<>();
		from.fields().forEach((field) -> fields.put(field.name(), field));
		to.fields().forEach((field) -> fields.put(field.name(), field));
		Set<String> masked = new TreeSet<>(from.masked());
		masked.addAll(to.masked());
		Set<String> unknown = new TreeSet<>(from.unknown());
		unknown.addAll(to.unknown());
		List<FieldChange> changes = new ArrayList<>();
		fields.forEach((name, field) -> {
			if (!from.isKnown(name) || !to.isKnown(name)) {
				unknown.add(name);
				return;
			}
			change(field, from.values().get(name), to.values().get(name))
				.map((change) -> masked.contains(name) ? new FieldChange.Hidden(name) : change)
				.ifPresent(changes::add);
		});
		return new RecordDifference(record, new Changes(changes), unknown);
	}

	private static Optional<FieldChange> change(TrackedField field, @Nullable Object from, @Nullable Object to) {
		return (field instanceof TrackedField.Elements elements)
				? CollectionDiff.between(elements, whole(elements, from), whole(elements, to))
				: StateDiff.value(field.name(), from, to);
	}

	/** Where there is no record, there is no element. */
	private static Object whole(TrackedField.Elements field, @Nullable Object whole) {
		return (whole != null) ? whole : (field.history().kind() == CollectionKind.MAP) ? Map.of() : List.of();
	}

}
