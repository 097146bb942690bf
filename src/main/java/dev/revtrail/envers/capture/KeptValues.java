package dev.revtrail.envers.capture;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.revtrail.diff.ListDiff;
import dev.revtrail.envers.capture.RecordChange.ElementsChange;
import dev.revtrail.envers.index.EntryData;
import dev.revtrail.envers.index.EntryData.Missing;
import dev.revtrail.envers.index.EntryRow;
import dev.revtrail.envers.model.CollectionKind;
import dev.revtrail.envers.model.TrackedField;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.RevisionType;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the values that an entry keeps of a record's former state. The session knows
 * what the database held, even if the previous audit row has changed in the meantime.
 * Loads nothing.
 */
public final class KeptValues {

	private final int maxLength;

	/**
	 * Makes what chooses.
	 * @param maxLength the longest value that is kept, in characters
	 */
	public KeptValues(int maxLength) {
		this.maxLength = maxLength;
	}

	/**
	 * Returns what the entry of an update or a deletion keeps.
	 * @param record the record
	 * @param changed the fields whose old values are kept; {@link EntryRow#ANY_FIELD} for
	 * all; none where the audit row shows them
	 * @param session the session
	 * @return the data
	 */
	EntryData of(RecordChange record, List<String> changed, SharedSessionContractImplementor session) {
		boolean any = changed.contains(EntryRow.ANY_FIELD);
		Map<String, @Nullable Object> before = new LinkedHashMap<>();
		Map<String, Missing> missing = new LinkedHashMap<>();
		for (TrackedField.Single field : record.entity().singles()) {
			if (any || changed.contains(field.name())) {
				Placement placement = record.placement(field.name());
				Missing why = (placement == null) ? missing(field, record) : missing(field, record, placement);
				Object value = (why != null) ? null : (placement != null) ? placement.valueBefore(field.name())
						: field.valueIn(record.loaded(), session);
				why = (why == null && EntryData.isLarger(value, this.maxLength)) ? Missing.LARGE : why;
				if (why != null) {
					missing.put(field.name(), why);
				}
				else {
					before.put(field.name(), value);
				}
			}
		}
		Map<String, Object> elementsBefore = new LinkedHashMap<>();
		Map<String, Object> elementsAfter = new LinkedHashMap<>();
		for (TrackedField.Elements field : record.entity().collections()) {
			ElementsChange change = record.elements(field.name());
			if (change != null && (change.several() || record.kind() != RevisionType.ADD)) {
				Missing why = missing(field, change, record);
				if (why == null && change.before() != null) {
					elementsBefore.put(field.name(), change.before());
				}
				else if (why != null && (any || changed.contains(field.name()))) {
					missing.put(field.name(), why);
				}
				if (change.several() && change.after() != null && !record.entity().masks().hides(field.name())) {
					elementsAfter.put(field.name(), change.after());
				}
			}
		}
		return new EntryData(!changed.isEmpty(), before, missing, elementsBefore, elementsAfter);
	}

	private static @Nullable Missing missing(TrackedField.Single field, RecordChange record) {
		if (record.entity().masks().hides(field.name())) {
			return Missing.MASKED;
		}
		return (record.loaded() == null || field.isUnknownIn(record.loaded()) || field.mayHideIdIn(record.loaded()))
				? Missing.UNKNOWN : null;
	}

	private static @Nullable Missing missing(TrackedField.Single field, RecordChange record, Placement placement) {
		return record.entity().masks().hides(field.name()) ? Missing.MASKED
				: placement.isFromKnown(field.name()) ? null : Missing.UNKNOWN;
	}

	/** What Envers' rows do not show is kept at any size. */
	private @Nullable Missing missing(TrackedField.Elements field, ElementsChange change, RecordChange record) {
		if (record.entity().masks().hides(field.name())) {
			return Missing.MASKED;
		}
		if (change.before() == null) {
			return Missing.UNKNOWN;
		}
		return (isShownByRows(field, change) && EntryData.isLarger(change.before(), this.maxLength)) ? Missing.LARGE
				: null;
	}

	/**
	 * Rows of several flushes contradict each other where an element left and joined
	 * again, and of embeddables that joined a set they show some only; and where equal
	 * elements moved, the positions that changed leave open which did.
	 */
	private static boolean isShownByRows(TrackedField.Elements field, ElementsChange change) {
		if (change.several()) {
			return false;
		}
		if (!(change.before() instanceof List<?> before) || !(change.after() instanceof List<?> after)
				|| field.history().kind() != CollectionKind.LIST) {
			return true;
		}
		return ListDiff.lists(field.name(), before, after)
			.equals(ListDiff.changedPositions(field.name(), before, after));
	}

}
