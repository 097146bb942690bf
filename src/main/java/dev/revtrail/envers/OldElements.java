package dev.revtrail.envers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.revtrail.diff.ListDiff;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * What the collections of a record held before a transaction, where Envers' rows do not
 * tell it: at the first change of a record that is older than the library; where several
 * flushes changed a collection, of which Envers keeps traces of what was there in
 * between; and where the order of a list's positions that changed leaves open what moved.
 */
final class OldElements {

	private OldElements() {
	}

	/**
	 * The elements that entries keep, by field. Nothing is loaded for them: what is not
	 * known is left out, and so is what is masked.
	 */
	static Map<String, Object> of(RecordState record, boolean first, SharedSessionContractImplementor session) {
		Map<String, Object> elements = new LinkedHashMap<>();
		for (TrackedField.Elements field : record.entity().collections()) {
			RecordState.ElementsChange change = record.elements(field.name());
			Object before = (change != null) ? change.before() : first ? held(record, field, session) : null;
			if (before != null && (first || (change != null && !isToldByRows(field, change)))
					&& !record.entity().masks().hides(field.name())) {
				elements.put(field.name(), before);
			}
		}
		return elements;
	}

	/**
	 * What collections held after a transaction, by field, where Envers' rows do not tell
	 * that either: where several flushes changed them. An element that leaves and joins
	 * again has rows that contradict each other; and of the embeddables that join a set
	 * Envers numbers those of each flush, and keeps one of each number.
	 */
	static Map<String, Object> after(RecordState record) {
		Map<String, Object> elements = new LinkedHashMap<>();
		for (TrackedField.Elements field : record.entity().collections()) {
			RecordState.ElementsChange change = record.elements(field.name());
			if (change != null && change.several() && change.after() != null
					&& !record.entity().masks().hides(field.name())) {
				elements.put(field.name(), change.after());
			}
		}
		return elements;
	}

	/** What a collection holds that the transaction did not change. */
	private static @Nullable Object held(RecordState record, TrackedField.Elements field,
			SharedSessionContractImplementor session) {
		@Nullable Object[] state = record.entity().persister().getValues(record.instance());
		return (field.path().valueIn(state) instanceof PersistentCollection<?> collection
				&& collection.wasInitialized()) ? field.canonical(collection, session) : null;
	}

	private static boolean isToldByRows(TrackedField.Elements field, RecordState.ElementsChange change) {
		if (change.several()) {
			return false;
		}
		if (!(change.before() instanceof List<?> before) || !(change.after() instanceof List<?> after)
				|| field.history().kind() != CollectionHistory.Kind.LIST) {
			return true;
		}
		return ListDiff.lists(field.name(), before, after)
			.equals(ListDiff.changedPositions(field.name(), before, after));
	}

}
