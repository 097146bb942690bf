package dev.revtrail.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The clients' own record of the commits that were confirmed to them, written through to
 * the disk before they go on.
 */
final class Journal implements AutoCloseable {

	private final Path file;

	private final FileChannel channel;

	Journal(Path file) throws IOException {
		this.file = file;
		this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

	synchronized void append(Acknowledgement acknowledgement) {
		try {
			this.channel.write(ByteBuffer.wrap((acknowledgement.line() + "\n").getBytes(StandardCharsets.UTF_8)));
			this.channel.force(false);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The journal could not be written.", ex);
		}
	}

	List<Acknowledgement> read() throws IOException {
		return Files.readAllLines(this.file).stream().map(Acknowledgement::parse).toList();
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
