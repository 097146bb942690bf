package dev.revtrail.envers;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.revtrail.envers.AuditRows.Key;

/**
 * The records that rows are read of. A row that the database found for one of them may
 * spell its id otherwise, where the key column takes both for one. What exactly the
 * column takes for one is not known here, so a row is of the wanted record that is
 * spelled most alike.
 */
final class WantedKeys {

	private final RecordKey recordKey;

	/** Empty where each text is a key of its own, so that a row means its own. */
	private final Set<Key> keys;

	private final Map<Key, Key> byLetters = new HashMap<>();

	private final Map<Key, Key> byBareLetters = new HashMap<>();

	private WantedKeys(RecordKey recordKey, Set<Key> keys) {
		this.recordKey = recordKey;
		this.keys = keys;
		keys.forEach((key) -> {
			this.byLetters.put(respelled(key, WantedKeys::letters), key);
			this.byBareLetters.put(respelled(key, WantedKeys::bareLetters), key);
		});
	}

	/**
	 * Some records in revisions.
	 * @param recordKey how their ids are spelled
	 * @param keys the records and revisions
	 * @return what is wanted
	 */
	static WantedKeys of(RecordKey recordKey, Collection<Key> keys) {
		return new WantedKeys(recordKey, recordKey.isLoose() ? new HashSet<>(keys) : Set.of());
	}

	/** Some records in any revision. */
	static WantedKeys ofRecords(RecordKey recordKey, Collection<String> recordIds) {
		return of(recordKey, recordIds.stream().map((id) -> new Key(0, id)).toList());
	}

	/** The wanted key that a row's key means; the row's own where there is none. */
	Key meant(Key found) {
		if (this.keys.isEmpty() || this.keys.contains(found)) {
			return found;
		}
		Key alike = this.byLetters.get(respelled(found, WantedKeys::letters));
		return (alike != null) ? alike
				: this.byBareLetters.getOrDefault(respelled(found, WantedKeys::bareLetters), found);
	}

	/** The wanted record that a row's id means, in any revision. */
	String meantRecord(String recordId) {
		return meant(new Key(0, recordId)).recordId();
	}

	private Key respelled(Key key, UnaryOperator<String> spelling) {
		return new Key(key.revision(), this.recordKey.respelled(key.recordId(), spelling));
	}

	/** A text without regard to case and to blanks at its end. */
	private static String letters(String text) {
		return text.replaceAll(" +$", "").toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
	}

	/** The same without accents. */
	private static String bareLetters(String text) {
		return Normalizer.normalize(letters(text), Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
	}

}
