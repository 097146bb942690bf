package dev.revtrail.retention;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Keeps each archive in a directory below one directory. Where the file system has
 * owners, only the owner can read what it creates.
 */
public final class DirectoryArchiveStore implements ArchiveStore {

	private final Path directory;

	/**
	 * Creates a store below a directory.
	 * @param directory the directory, which need not exist yet
	 */
	public DirectoryArchiveStore(Path directory) {
		this.directory = directory;
	}

	@Override
	public void write(String archive, String file, byte[] content) throws IOException {
		Path folder = this.directory.resolve(archive);
		if (!Files.isDirectory(folder)) {
			createDirectories(folder);
			force(this.directory);
		}
		Path part = Files.createTempFile(folder, file, ".part");
		try {
			fill(part, content);
			Files.move(part, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (IOException | RuntimeException | Error ex) {
			discard(part, ex);
			throw ex;
		}
		force(folder);
	}

	/** Files are created as temporary ones, which are private already. */
	private static void createDirectories(Path folder) throws IOException {
		if (isPosix(folder)) {
			Files.createDirectories(folder,
					PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
		}
		else {
			Files.createDirectories(folder);
		}
	}

	private static boolean isPosix(Path path) {
		return path.getFileSystem().supportedFileAttributeViews().contains("posix");
	}

	private static void discard(Path part, Throwable failure) {
		try {
			Files.deleteIfExists(part);
		}
		catch (IOException ex) {
			failure.addSuppressed(ex);
		}
	}

	private static void fill(Path part, byte[] content) throws IOException {
		try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
			ByteBuffer buffer = ByteBuffer.wrap(content);
			while (buffer.hasRemaining()) {
				channel.write(buffer);
			}
			channel.force(true);
		}
	}

	/**
	 * Flushes a directory to disk, so that the names in it are durable. Windows does not
	 * support this.
	 */
	private static void force(Path folder) throws IOException {
		if (isPosix(folder)) {
			try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
				channel.force(true);
			}
		}
	}

	@Override
	public InputStream read(String archive, String file) throws IOException {
		return Files.newInputStream(this.directory.resolve(archive).resolve(file));
	}

}
