package dev.revtrail.envers.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.revtrail.Action;
import dev.revtrail.diff.Values;
import dev.revtrail.envers.ColumnText;
import dev.revtrail.envers.index.EntryRow;
import dev.revtrail.envers.model.Masks;
import dev.revtrail.envers.model.TrackedField;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.RevisionType;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of a record a transaction changed: those whose first loaded value differs
 * from the one last written. A value that was merely carried along is no change.
 */
public final class ChangedFields {

	private ChangedFields() {
	}

	public static List<String> names(RecordChange record, Action action, SharedSessionContractImplementor session) {
		if (action.equals(Action.UPDATE) && record.isLoadedUnknown()) {
			return List.of(EntryRow.ANY_FIELD);
		}
		List<String> names = new ArrayList<>();
		for (TrackedField field : record.entity().fields()) {
			boolean changed = !(field instanceof TrackedField.Single single)
					? isChanged(record.elements(field.name()), action)
					: record.entity().isOfParents(field.name()) ? isChangedByParents(single, record, action, session)
							: isChanged(single, record, action, session);
			if (changed) {
				names.add(field.name());
			}
		}
		return names;
	}

	/** Returns whether a record came, went, or changed a field. */
	static boolean isChange(RecordChange record, SharedSessionContractImplementor session) {
		return record.kind() != RevisionType.MOD || !names(record, Action.UPDATE, session).isEmpty();
	}

	private static boolean isChanged(TrackedField.Single field, RecordChange record, Action action,
			SharedSessionContractImplementor session) {
		@Nullable Object @Nullable [] before = action.equals(Action.CREATE) ? null : record.loaded();
		@Nullable Object @Nullable [] after = action.equals(Action.DELETE) ? null : record.current();
		if (action.equals(Action.UPDATE) && (before == null || after == null)) {
			return false;
		}
		if (before != null && after != null) {
			Object from = field.path().valueIn(before);
			Object to = field.path().valueIn(after);
			// A large text costs a digest in canonical form, so texts are compared as
			// such
			if (from == to || (from instanceof String && to instanceof String)) {
				return !Objects.equals(field.stored(from), field.stored(to));
			}
		}
		if (field.isUnknownIn(before) || field.isUnknownIn(after)) {
			return field.isUnknownIn(before) != field.isUnknownIn(after);
		}
		return !Values.same(field.valueIn(before, session), field.valueIn(after, session));
	}

	/** What the record itself holds of such a field is not what is written. */
	private static boolean isChangedByParents(TrackedField.Single field, RecordChange record, Action action,
			SharedSessionContractImplementor session) {
		Placement placement = record.placement(field.name());
		if (action.equals(Action.DELETE)) {
			return (placement != null)
					? !placement.isFromKnown(field.name()) || placement.valueBefore(field.name()) != null
					: isChanged(field, record, action, session);
		}
		return placement != null
				&& (action.equals(Action.CREATE) ? placement.to() != null : placement.changes(field.name()));
	}

	private static boolean isChanged(RecordChange.@Nullable ElementsChange elements, Action action) {
		if (elements == null) {
			return false;
		}
		if (action.equals(Action.CREATE)) {
			return !elements.isEmptyAfter();
		}
		if (action.equals(Action.DELETE)) {
			return !elements.isEmptyBefore();
		}
		return elements.before() == null || elements.after() == null
				|| !Values.same(withoutGaps(elements.before()), withoutGaps(elements.after()));
	}

	/** A gap in a list is no element, so that closing it moves none. */
	private static Object withoutGaps(Object elements) {
		return (elements instanceof List<?> list) ? list.stream().filter(Objects::nonNull).toList() : elements;
	}

	/** The names as they stand in the index; null where there are none. */
	public static @Nullable String text(List<String> names) {
		if (names.isEmpty()) {
			return null;
		}
		String text = "," + String.join(",", names) + ",";
		return (text.length() <= ColumnText.CHANGED_LENGTH) ? text : EntryRow.ANY_FIELD;
	}

	/** The same, with those that are masked marked. */
	public static @Nullable String text(List<String> names, Masks masks) {
		List<String> marked = new ArrayList<>(names);
		names.stream().filter(masks::hides).map((name) -> EntryRow.MASKED + name).forEach(marked::add);
		return text(marked);
	}

}
