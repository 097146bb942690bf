package dev.clinic.security;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Creates files and directories that only their owner can read, where the file system has
 * owners.
 */
final class PrivateFiles {

	private static final String FILE = "rw-------";

	private static final String DIRECTORY = "rwx------";

	private PrivateFiles() {
	}

	/** Creates the directories of a file; those that exist stay as they are. */
	static void createDirectories(Path file) throws IOException {
		Path directory = file.toAbsolutePath().getParent();
		if (directory != null) {
			Files.createDirectories(directory, attributes(directory, DIRECTORY));
		}
	}

	/**
	 * Creates an empty file.
	 * @throws FileAlreadyExistsException if it exists
	 */
	static void createFile(Path file) throws IOException {
		Files.createFile(file, attributes(file, FILE));
	}

	/** Creates an empty file, or takes the permissions of others from one that exists. */
	static void claimFile(Path file) throws IOException {
		try {
			createFile(file);
		}
		catch (FileAlreadyExistsException ex) {
			if (isPosix(file)) {
				Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(FILE));
			}
		}
	}

	private static FileAttribute<?>[] attributes(Path path, String permissions) {
		return isPosix(path)
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
				: new FileAttribute<?>[0];
	}

	private static boolean isPosix(Path path) {
		return path.getFileSystem().supportedFileAttributeViews().contains("posix");
	}

}
