package dev.revtrail.web.export;

import dev.revtrail.ChangeEntry;

/**
 * How an export writes entries.
 */
public interface ExportFormat {

	/**
	 * The end of the file's name.
	 * @return the extension, such as {@code csv}
	 */
	String extension();

	/**
	 * The media type, with its character set.
	 * @return the value of the header {@code Content-Type}
	 */
	String mediaType();

	/**
	 * What comes before the first entry.
	 * @return the bytes; none where there is nothing
	 */
	byte[] head();

	/**
	 * An entry.
	 * @param entry the entry
	 * @return its bytes, with the end of the line
	 */
	byte[] row(ChangeEntry entry);

}
