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
 *
 * @param from the first state
 * @param to the second state
 */
record StateDifference(RecordValues from, RecordValues to) {

	/** Returns the fields whose values must not be shown. */
	Set<String> masked() {
		Set<String> masked = new TreeSet<>(this.from.masked());
		masked.addAll(this.to.masked());
		return masked;
	}

	/**
	 * Returns the difference. A masked field that changed in between is part of it even
	 * if its value is the same again: that it is the same must not be shown either.
	 * @param record the record
	 * @param changed the masked fields that changed in between
	 */
	RecordDifference of(RecordRef record, Set<String> changed) {
		Map<String, TrackedField> fields = new TreeMap<>();
		this.from.fields().forEach((field) -> fields.put(field.name(), field));
		this.to.fields().forEach((field) -> fields.put(field.name(), field));
		Set<String> masked = masked();
		Set<String> unknown = new TreeSet<>(this.from.unknown());
		unknown.addAll(this.to.unknown());
		List<FieldChange> changes = new ArrayList<>();
		fields.forEach((name, field) -> {
			if (changed.contains(name)) {
				changes.add(new FieldChange.Hidden(name));
				return;
			}
			if (!this.from.isKnown(name) || !this.to.isKnown(name)) {
				unknown.add(name);
				return;
			}
			change(field, this.from.values().get(name), this.to.values().get(name))
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
