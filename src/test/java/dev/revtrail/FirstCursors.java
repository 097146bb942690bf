package dev.revtrail;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * Makes cursors as the first version of the change log did.
 */
public final class FirstCursors {

	private FirstCursors() {
	}

	/**
	 * Returns a cursor at an entry.
	 * @param entryId the id of the entry
	 * @return the text
	 */
	public static String at(long entryId) {
		CRC32 checksum = new CRC32();
		checksum.update(ByteBuffer.allocate(Long.BYTES).putLong(entryId).array());
		byte[] bytes = ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
			.putLong(entryId)
			.putInt((int) checksum.getValue())
			.array();
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
