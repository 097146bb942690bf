package dev.revtrail;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * A place between entries. It stays valid while entries are added, and holds nothing but
 * the entry's id, so that it opens no scope.
 *
 * @param entryId the id of the entry after which to go on
 */
public record Cursor(long entryId) {

	private static final int LENGTH = Long.BYTES + Integer.BYTES;

	/**
	 * The cursor as opaque text, safe in addresses.
	 * @return the text
	 */
	public String text() {
		byte[] bytes = ByteBuffer.allocate(LENGTH).putLong(this.entryId).putInt(checksum(this.entryId)).array();
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	/**
	 * Reads a cursor back.
	 * @param text what {@link #text()} gave
	 * @return the cursor
	 * @throws IllegalArgumentException when the text is no cursor or was mangled
	 */
	public static Cursor parse(String text) {
		byte[] bytes;
		try {
			bytes = Base64.getUrlDecoder().decode(text);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("The cursor is not one that the change log gave out.", ex);
		}
		if (bytes.length == LENGTH) {
			ByteBuffer buffer = ByteBuffer.wrap(bytes);
			long id = buffer.getLong();
			if (buffer.getInt() == checksum(id)) {
				return new Cursor(id);
			}
		}
		throw new IllegalArgumentException("The cursor is not one that the change log gave out.");
	}

	private static int checksum(long id) {
		CRC32 crc = new CRC32();
		crc.update(ByteBuffer.allocate(Long.BYTES).putLong(id).array());
		return (int) crc.getValue();
	}

}
