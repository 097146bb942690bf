package dev.revtrail.envers.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import dev.revtrail.Caller;
import dev.revtrail.RecordRef;

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
		MessageDigest digest = sha256();
		for (String part : parts) {
			byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
			digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
			digest.update(bytes);
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256.", ex);
		}
	}

}
