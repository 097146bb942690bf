package dev.revtrail.envers;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The records that one transaction has changed so far.
 */
final class TransactionChanges {

	private final Map<Key, RecordState> records = new LinkedHashMap<>();

	private final Map<Key, @Nullable Object[]> snapshots = new LinkedHashMap<>();

	RecordState record(TrackedEntity entity, Object id, Object instance) {
		return this.records.computeIfAbsent(Key.of(entity, id), (key) -> new RecordState(entity, id, instance));
	}

	@Nullable RecordState find(String rootEntityName, Object id) {
		return this.records.get(new Key(rootEntityName, id));
	}

	/** Keeps what a row held before an update whose old state the session cannot tell. */
	void snapshot(TrackedEntity entity, Object id, @Nullable Object[] state) {
		this.snapshots.put(Key.of(entity, id), state);
	}

	@Nullable Object @Nullable [] takeSnapshot(TrackedEntity entity, Object id) {
		return this.snapshots.remove(Key.of(entity, id));
	}

	/**
	 * A record, whichever class of its hierarchy it is.
	 *
	 * @param rootEntityName the hierarchy's entity name
	 * @param id the record's id
	 */
	private record Key(String rootEntityName, Object id) {

		static Key of(TrackedEntity entity, Object id) {
			return new Key(entity.persister().getRootEntityName(), id);
		}

	}

}
