package dev.revtrail.envers;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.revtrail.envers.AuditRows.Key;

/**
 * The records that rows are read of. A row that the database found for one of them may
 * spell its id otherwise, where the key column takes both for one. What exactly the
 * column takes for one is not known here, so a row is of the wanted record that is
 * spelled most alike.
 */
final class WantedKeys {

	/** What is wanted where each text is a key of its own: a row's own key. */
	private static final WantedKeys EXACT = new WantedKeys(Set.of(), Map.of(), Map.of());

	private final Set<Key> keys;

	private final Map<Key, Key> byLetters;

	private final Map<Key, Key> byBareLetters;

	private WantedKeys(Set<Key> keys, Map<Key, Key> byLetters, Map<Key, Key> byBareLetters) {
		this.keys = keys;
		this.byLetters = byLetters;
		this.byBareLetters = byBareLetters;
	}

	/**
	 * Some records in revisions.
	 * @param recordKey how their ids are spelled
	 * @param keys the records and revisions
	 * @return what is wanted
	 */
	static WantedKeys of(RecordKey recordKey, Collection<Key> keys) {
		if (!recordKey.isLoose()) {
			return EXACT;
		}
		Map<Key, Key> byLetters = new HashMap<>();
		Map<Key, Key> byBareLetters = new HashMap<>();
		keys.forEach((key) -> {
			byLetters.put(letters(key), key);
			byBareLetters.put(bareLetters(key), key);
		});
		return new WantedKeys(new HashSet<>(keys), byLetters, byBareLetters);
	}

	/** Some records in any revision. */
	static WantedKeys ofRecords(RecordKey recordKey, Collection<String> recordIds) {
		return of(recordKey, recordIds.stream().map((id) -> new Key(0, id)).toList());
	}

	/** The wanted key that a row's key means; the row's own where there is none. */
	Key meant(Key found) {
		if (this == EXACT || this.keys.contains(found)) {
			return found;
		}
		Key alike = this.byLetters.get(letters(found));
		return (alike != null) ? alike : this.byBareLetters.getOrDefault(bareLetters(found), found);
	}

	/** The wanted record that a row's id means, in any revision. */
	String meantRecord(String recordId) {
		return meant(new Key(0, recordId)).recordId();
	}

	/** A key without regard to case and to blanks at the end of its parts. */
	private static Key letters(Key key) {
		return new Key(key.revision(),
				key.recordId().replaceAll(" +(?=,|$)", "").toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
	}

	/** The same without accents. */
	private static Key bareLetters(Key key) {
		return new Key(key.revision(),
				Normalizer.normalize(letters(key).recordId(), Normalizer.Form.NFKD).replaceAll("\\p{M}", ""));
	}

}
