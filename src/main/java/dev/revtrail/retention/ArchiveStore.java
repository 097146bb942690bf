package dev.revtrail.retention;

import java.io.IOException;
import java.io.InputStream;

/**
 * Where archives are kept: by default in the directory
 * {@code revtrail.retention.archive-directory}. A host with a store of its own provides a
 * bean.
 */
public interface ArchiveStore {

	/**
	 * Writes a file, or replaces it whole. Once it returns, the file survives the loss of
	 * power; before, either the old one is there or the new one. The purge reads back
	 * what it wrote before it removes entries.
	 * @param archive the archive's name, of letters, digits and dashes
	 * @param file the file's name, of letters, digits, dashes and dots
	 * @param content what it holds
	 * @throws IOException when it cannot be written
	 */
	void write(String archive, String file, byte[] content) throws IOException;

	/**
	 * Reads a file.
	 * @param archive the archive's name
	 * @param file the file's name
	 * @return what it holds, to be closed by the caller
	 * @throws IOException when there is none, or it cannot be read
	 */
	InputStream read(String archive, String file) throws IOException;

}
