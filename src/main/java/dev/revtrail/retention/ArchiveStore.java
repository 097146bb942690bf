package dev.revtrail.retention;

import java.io.IOException;
import java.io.InputStream;

/**
 * Stores archives, by default in the directory
 * {@code revtrail.retention.archive-directory}. A host with a store of its own provides a
 * bean.
 */
public interface ArchiveStore {

	/**
	 * Writes a file, or replaces it as a whole. After the method returns, the file
	 * survives a loss of power; until then, there is either the old file or the new one.
	 * The purge reads back each file before it removes entries.
	 * @param archive the archive's name, of letters, digits and dashes
	 * @param file the file's name, of letters, digits, dashes and dots
	 * @param content its content
	 * @throws IOException when it cannot be written
	 */
	void write(String archive, String file, byte[] content) throws IOException;

	/**
	 * Reads a file.
	 * @param archive the archive's name
	 * @param file the file's name
	 * @return its content, which the caller must close
	 * @throws IOException when there is none, or it cannot be read
	 */
	InputStream read(String archive, String file) throws IOException;

}
