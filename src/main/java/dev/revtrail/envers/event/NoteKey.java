package dev.revtrail.envers.event;

import java.util.Arrays;
import java.util.stream.Collectors;

import dev.revtrail.Caller;
import dev.revtrail.RecordRef;
import dev.revtrail.diff.LargeValues;

/**
 * The idempotency key of a note, as it is stored.
 *
 * @param keyHash the hash of the caller and the key
 * @param noteHash the hash of the record and the note
 */
public record NoteKey(String keyHash, String noteHash) {

	/**
	 * Creates a key.
	 * @param caller the author
	 * @param record the record
	 * @param text the note
	 * @param key the key as the author has it
	 * @return the key
	 */
	public static NoteKey of(Caller caller, RecordRef record, String text, String key) {
		String organization = caller.actor().organizationId();
		return new NoteKey(
				hash(caller.actor().type().name(), caller.actor().id(),
						(organization != null) ? "in " + organization : "",
						caller.scope().isEverything() ? "all" : "of", caller.scope().organizationId().orElse(""), key),
				hash(record.type(), record.id(), text));
	}

	/**
	 * The lengths of the parts are hashed too, so that no two lists have the same hash.
	 */
	private static String hash(String... parts) {
		return LargeValues
			.sha256(Arrays.stream(parts).map((part) -> part.length() + ":" + part).collect(Collectors.joining()));
	}

}
