package dev.revtrail;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * A place between entries. A cursor stays valid while entries are added. It contains only
 * ids of entries, so it gives access to no scope.
 *
 * @param entryId the id of the entry after which to go on; at the end of the settled
 * entries, the highest id below it, which need not be that of an entry
 * @param forwardFrom the id from which to go on towards newer entries. It follows the
 * entry's own, unless entries could still appear before that one when it was read: then
 * it is the lowest id that such an entry can have
 */
public record Cursor(long entryId, long forwardFrom) {

	private static final byte VERSION = 2;

	private static final int LENGTH = Byte.BYTES + 2 * Long.BYTES + Integer.BYTES;

	/** The length of the first version, whose ids were made from times. */
	private static final int FIRST_LENGTH = Long.BYTES + Integer.BYTES;

	/**
	 * Creates a cursor at an entry before which no other entry can appear any more.
	 * @param entryId the id of the entry after which to go on
	 */
	public Cursor(long entryId) {
		this(entryId, entryId + 1);
	}

	/**
	 * Creates a cursor at an entry.
	 * @param entryId the id of the entry after which to go on
	 * @param firstUnsettled the lowest id that an entry may still appear with
	 * @return the cursor
	 */
	public static Cursor at(long entryId, long firstUnsettled) {
		return new Cursor(entryId, Math.min(entryId + 1, firstUnsettled));
	}

	/**
	 * Returns the cursor as opaque text that is safe in URLs.
	 * @return the text
	 */
	public String text() {
		ByteBuffer buffer = ByteBuffer.allocate(LENGTH).put(VERSION).putLong(this.entryId).putLong(this.forwardFrom);
		buffer.putInt(checksum(buffer.array(), LENGTH - Integer.BYTES));
		return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
	}

	/**
	 * Parses a cursor.
	 * @param text the result of {@link #text()}
	 * @return the cursor
	 * @throws IllegalArgumentException if the text is not a valid cursor
	 * @throws OutdatedCursorException if it is one of an earlier version of the change
	 * log
	 */
	public static Cursor parse(String text) {
		byte[] bytes;
		try {
			bytes = Base64.getUrlDecoder().decode(text);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("The cursor is not one that the change log gave out.", ex);
		}
		if (bytes.length == LENGTH && isIntact(bytes) && bytes[0] == VERSION) {
			ByteBuffer buffer = ByteBuffer.wrap(bytes, Byte.BYTES, 2 * Long.BYTES);
			return new Cursor(buffer.getLong(), buffer.getLong());
		}
		if (bytes.length == FIRST_LENGTH && isIntact(bytes)) {
			throw new OutdatedCursorException();
		}
		throw new IllegalArgumentException("The cursor is not one that the change log gave out.");
	}

	private static boolean isIntact(byte[] bytes) {
		int end = bytes.length - Integer.BYTES;
		return ByteBuffer.wrap(bytes).getInt(end) == checksum(bytes, end);
	}

	private static int checksum(byte[] bytes, int length) {
		CRC32 crc = new CRC32();
		crc.update(bytes, 0, length);
		return (int) crc.getValue();
	}

}
