package dev.revtrail.retention;

import java.io.IOException;
import java.io.InputStream;

/**
 * A store that does something before each file is written.
 *
 * @param store where files go
 * @param before what to do
 */
record WatchedArchives(ArchiveStore store, Before before) implements ArchiveStore {

	@Override
	public void write(String archive, String file, byte[] content) throws IOException {
		this.before.write(file);
		this.store.write(archive, file, content);
	}

	@Override
	public InputStream read(String archive, String file) throws IOException {
		return this.store.read(archive, file);
	}

	/**
	 * What happens before a file is written.
	 */
	@FunctionalInterface
	interface Before {

		/**
		 * Does it.
		 * @param file the file's name
		 * @throws IOException when the file cannot be written
		 */
		void write(String file) throws IOException;

	}

}
