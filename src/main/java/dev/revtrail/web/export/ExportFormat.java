package dev.revtrail.web.export;

import dev.revtrail.ChangeEntry;

/**
 * The format of an export.
 */
public interface ExportFormat {

	/**
	 * Returns the extension of the file's name.
	 * @return the extension, such as {@code csv}
	 */
	String extension();

	/**
	 * Returns the media type, with its character set.
	 * @return the value of the header {@code Content-Type}
	 */
	String mediaType();

	/**
	 * Returns the bytes before the first entry.
	 * @return the bytes; none where there is nothing
	 */
	byte[] head();

	/**
	 * Returns the bytes of an entry.
	 * @param entry the entry
	 * @return its bytes, with the end of the line
	 */
	byte[] row(ChangeEntry entry);

	/**
	 * Returns the last line, by which a reader knows that the file is complete.
	 * @param trailer the content
	 * @return its bytes, with the end of the line
	 */
	byte[] trailer(ExportTrailer trailer);

}
