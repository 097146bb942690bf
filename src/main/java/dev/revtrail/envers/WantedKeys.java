package dev.revtrail.envers;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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

	private static final UnaryOperator<String> FOLD_CASE = (
			id) -> id.replaceAll(" +(?=,|$)", "").toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);

	private static final UnaryOperator<String> FOLD_ACCENTS = (
			id) -> Normalizer.normalize(FOLD_CASE.apply(id), Normalizer.Form.NFKD).replaceAll("\\p{M}", "");

	private final Set<Key> keys;

	private final Map<UnaryOperator<String>, Map<Key, Key>> folded;

	private WantedKeys(Set<Key> keys, Map<UnaryOperator<String>, Map<Key, Key>> folded) {
		this.keys = keys;
		this.folded = folded;
	}

	/**
	 * Some records in revisions.
	 * @param recordKey how their ids are spelled
	 * @param keys the records and revisions
	 * @return what is wanted
	 */
	static WantedKeys of(RecordKey recordKey, Collection<Key> keys) {
		Map<UnaryOperator<String>, Map<Key, Key>> folded = new HashMap<>();
		if (recordKey.isLoose()) {
			List.of(FOLD_CASE, FOLD_ACCENTS).forEach((fold) -> {
				Map<Key, Key> byFolded = new HashMap<>();
				keys.forEach((key) -> byFolded.put(fold(key, fold), key));
				folded.put(fold, byFolded);
			});
		}
		return new WantedKeys(new HashSet<>(keys), folded);
	}

	/** Some records in whatever revision. */
	static WantedKeys ofRecords(RecordKey recordKey, Collection<String> recordIds) {
		return of(recordKey, recordIds.stream().map((id) -> new Key(0, id)).toList());
	}

	/** The wanted key that a row's key means; the row's own where there is none. */
	Key meant(Key found) {
		if (this.folded.isEmpty() || this.keys.contains(found)) {
			return found;
		}
		for (UnaryOperator<String> fold : List.of(FOLD_CASE, FOLD_ACCENTS)) {
			Key meant = this.folded.getOrDefault(fold, Map.of()).get(fold(found, fold));
			if (meant != null) {
				return meant;
			}
		}
		return found;
	}

	/** The wanted record that a row's id means, in whatever revision. */
	String meantRecord(String recordId) {
		return meant(new Key(0, recordId)).recordId();
	}

	private static Key fold(Key key, UnaryOperator<String> fold) {
		return new Key(key.revision(), fold.apply(key.recordId()));
	}

}
