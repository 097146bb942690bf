package dev.revtrail.envers.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.revtrail.FieldChange;
import dev.revtrail.diff.ListDiff;
import dev.revtrail.diff.StateDiff;
import dev.revtrail.envers.model.CollectionContent;
import dev.revtrail.envers.model.CollectionKind;
import dev.revtrail.envers.model.ElementRow;
import dev.revtrail.envers.model.TrackedField;
import org.jspecify.annotations.Nullable;

/**
 * Makes the change of a collection from Envers' rows of one revision.
 */
final class CollectionDiff {

	private CollectionDiff() {
	}

	/**
	 * Returns the change that the rows describe.
	 * @param field the collection
	 * @param rows the rows of one record's collection in one revision
	 * @param before what the collection held before, where the entry keeps that because
	 * the rows alone do not contain it
	 * @param after what it held afterwards, where the entry keeps that too
	 */
	static Optional<FieldChange> of(TrackedField.Elements field, List<ElementRow> rows, @Nullable Object before,
			@Nullable Object after) {
		CollectionKind kind = field.history().kind();
		if (before != null && after != null) {
			return between(field, before, after);
		}
		if (!rows.stream().allMatch(ElementRow::isReadable)) {
			return Optional.of(FieldChange.Value.unknown(field.name()));
		}
		if (before != null) {
			CollectionContent content = CollectionContent.of(kind, before);
			content.apply(rows);
			return between(field, before, content.value());
		}
		Map<Object, Object> joined = new HashMap<>();
		Map<Object, Object> left = new HashMap<>();
		for (ElementRow row : CollectionContent.net(rows)) {
			if (row.element() != null) {
				(row.joined() ? joined : left).put(row.place(), row.element());
			}
		}
		return switch (kind) {
			case LIST -> ListDiff.positions(field.name(), byIndex(joined), byIndex(left));
			case MAP -> StateDiff.keys(field.name(), byKey(joined), byKey(left));
			case SET ->
				StateDiff.elements(field.name(), new ArrayList<>(joined.values()), new ArrayList<>(left.values()));
		};
	}

	/** The change between two contents in canonical form. */
	static Optional<FieldChange> between(TrackedField.Elements field, Object before, Object after) {
		if (before instanceof Map<?, ?> old && after instanceof Map<?, ?> now) {
			return StateDiff.keys(field.name(), byKey(now), byKey(old));
		}
		List<?> old = (before instanceof List<?> list) ? list : List.of();
		List<?> now = (after instanceof List<?> list) ? list : List.of();
		return (field.history().kind() == CollectionKind.LIST) ? ListDiff.lists(field.name(), old, now)
				: StateDiff.elements(field.name(), now, old);
	}

	private static Map<Integer, Object> byIndex(Map<Object, Object> elements) {
		Map<Integer, Object> byIndex = new HashMap<>();
		elements.forEach((index, element) -> byIndex.put((Integer) index, element));
		return byIndex;
	}

	private static Map<String, Object> byKey(Map<?, ?> elements) {
		Map<String, Object> byKey = new HashMap<>();
		elements.forEach((key, element) -> byKey.put(String.valueOf(key), element));
		return byKey;
	}

}
