package dev.revtrail.envers.model;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The records that rows are read of. A row that the database found for one of them may
 * spell its id otherwise, where the key column takes both for one. What exactly the
 * column takes for one is not known here, so a row is of the wanted record that is
 * spelled most alike.
 */
public final class WantedKeys {

	/**
	 * The one that is most alike first. Blanks at the end come last: many columns that
	 * disregard case regard them.
	 */
	private static final List<UnaryOperator<String>> SPELLINGS = List.of(WantedKeys::withoutCase,
			WantedKeys::withoutAccents, (text) -> withoutCase(withoutBlanks(text)),
			(text) -> withoutAccents(withoutBlanks(text)));

	private final RecordKey recordKey;

	/** Empty where each text is a key of its own, so that a row means its own. */
	private final Set<RevisionKey> keys;

	/** The keys as each spelling writes them, once a row has needed it. */
	private final Map<UnaryOperator<String>, Map<RevisionKey, RevisionKey>> bySpelling = new HashMap<>();

	private WantedKeys(RecordKey recordKey, Set<RevisionKey> keys) {
		this.recordKey = recordKey;
		this.keys = keys;
	}

	/**
	 * Some records in revisions.
	 * @param recordKey how their ids are spelled
	 * @param keys the records and revisions
	 * @return what is wanted
	 */
	public static WantedKeys of(RecordKey recordKey, Collection<RevisionKey> keys) {
		return new WantedKeys(recordKey, recordKey.isLoose() ? new HashSet<>(keys) : Set.of());
	}

	/** Some records in any revision. */
	public static WantedKeys ofRecords(RecordKey recordKey, Collection<String> recordIds) {
		return of(recordKey, recordIds.stream().map((id) -> new RevisionKey(0, id)).toList());
	}

	/** The wanted key that a row's key means; the row's own where there is none. */
	public RevisionKey meant(RevisionKey found) {
		if (this.keys.isEmpty() || this.keys.contains(found)) {
			return found;
		}
		for (UnaryOperator<String> spelling : SPELLINGS) {
			RevisionKey alike = this.bySpelling.computeIfAbsent(spelling, this::spelled)
				.get(respelled(found, spelling));
			if (alike != null) {
				return alike;
			}
		}
		return found;
	}

	/** The wanted record that a row's id means, in any revision. */
	public String meantRecord(String recordId) {
		return meant(new RevisionKey(0, recordId)).recordId();
	}

	private Map<RevisionKey, RevisionKey> spelled(UnaryOperator<String> spelling) {
		Map<RevisionKey, RevisionKey> spelled = new HashMap<>();
		this.keys.forEach((key) -> spelled.put(respelled(key, spelling), key));
		return spelled;
	}

	private RevisionKey respelled(RevisionKey key, UnaryOperator<String> spelling) {
		return new RevisionKey(key.revision(), this.recordKey.respelled(key.recordId(), spelling));
	}

	private static String withoutBlanks(String text) {
		return text.replaceAll(" +$", "");
	}

	private static String withoutCase(String text) {
		return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
	}

	private static String withoutAccents(String text) {
		return Normalizer.normalize(withoutCase(text), Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
	}

}
