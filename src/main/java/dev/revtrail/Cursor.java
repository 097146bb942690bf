package dev.revtrail;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * A place between entries. A cursor stays valid while entries are added. It contains only
 * the entry's id, so it gives access to no scope.
 *
 * @param entryId the id of the entry after which to go on
 */
public record Cursor(long entryId) {

	private static final int LENGTH = Long.BYTES + Integer.BYTES;

	/**
	 * Returns the cursor as opaque text that is safe in URLs.
	 * @return the text
	 */
	public String text() {
		byte[] bytes = ByteBuffer.allocate(LENGTH).putLong(this.entryId).putInt(checksum(this.entryId)).array();
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	/**
	 * Parses a cursor.
	 * @param text the result of {@link #text()}
	 * @return the cursor
	 * @throws IllegalArgumentException if the text is not a valid cursor
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
