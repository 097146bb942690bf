package dev.revtrail.retention;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import tools.jackson.core.JacksonException;

import org.springframework.util.StreamUtils;

/**
 * An archive of purged entries: segments of compressed JSON lines
 * ({@code 000001.ndjson.gz} and so on), and a manifest with the checksum of each. A
 * segment that is not in the manifest is ignored: its batch was rolled back, and its
 * entries are in the change log or in a later segment of the same name.
 */
public final class PurgeArchive {

	private final ArchiveStore store;

	private final String name;

	PurgeArchive(ArchiveStore store, String name) {
		this.store = store;
		this.name = name;
	}

	/**
	 * Opens an archive in a store.
	 * @param store the store
	 * @param name the archive's name
	 * @return the archive
	 */
	public static PurgeArchive in(ArchiveStore store, String name) {
		return new PurgeArchive(store, name);
	}

	/**
	 * Returns the manifest of the archive.
	 * @return the manifest
	 * @throws ArchiveException when there is none or it cannot be read
	 */
	public ArchiveManifest manifest() {
		return ManifestText.read(new String(read(ArchiveManifest.FILE), StandardCharsets.UTF_8))
			.orElseThrow(() -> new ArchiveException(file(ArchiveManifest.FILE) + " was altered or cut off.", null));
	}

	/**
	 * Reads all entries, in the order in which they were removed, one segment at a time.
	 * @param reader takes each entry
	 * @return the number of entries
	 * @throws ArchiveException when a segment is missing or is not what the manifest
	 * says; of that one no entry was given to the reader
	 */
	public long read(Consumer<ArchivedEntry> reader) {
		ArchiveManifest manifest = manifest();
		long entries = 0;
		for (PurgeStore.Segment segment : manifest.segments()) {
			List<ArchivedEntry> read = entries(segment);
			read.forEach(reader);
			entries += read.size();
		}
		requireEntries(entries, manifest.entries(), ArchiveManifest.FILE);
		return entries;
	}

	/**
	 * Verifies that the archive is complete and unchanged.
	 * @return the number of its entries
	 * @throws ArchiveException when it is not
	 */
	public long verify() {
		return read((entry) -> {
		});
	}

	/**
	 * Writes a segment and reads it back, so that its entries can be removed.
	 * @param number the segment's number, from 1
	 * @param entries its entries
	 * @param counts the numbers of entries by kind
	 * @return the segment
	 * @throws ArchiveException when it is not in the archive as it should be, or the
	 * segment before it is not there anymore
	 */
	PurgeStore.Segment write(int number, List<ArchivedEntry> entries, List<PurgeStore.Count> counts) {
		if (number > 1) {
			requireSegment(number - 1);
		}
		String file = fileOf(number);
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (OutputStream lines = new GZIPOutputStream(bytes)) {
			for (ArchivedEntry entry : entries) {
				lines.write((ArchiveJson.write(entry) + "\n").getBytes(StandardCharsets.UTF_8));
			}
		}
		catch (IOException ex) {
			throw new ArchiveException("The segment " + file + " could not be compressed.", ex);
		}
		byte[] content = bytes.toByteArray();
		write(file, content);
		return new PurgeStore.Segment(number, file, entries.size(), content.length, Sha256.hex(content), counts);
	}

	/** Writes the manifest, and returns its SHA-256. */
	String write(ArchiveManifest manifest) {
		requireSegment(manifest.segments().size());
		byte[] content = ManifestText.of(manifest).getBytes(StandardCharsets.UTF_8);
		write(ArchiveManifest.FILE, content);
		return Sha256.hex(content);
	}

	/**
	 * Checks that a segment can be read. An archive whose beginning is lost or not
	 * mounted must not be continued.
	 */
	private void requireSegment(int number) {
		read(fileOf(number));
	}

	private static String fileOf(int number) {
		return "%06d.ndjson.gz".formatted(number);
	}

	private List<ArchivedEntry> entries(PurgeStore.Segment segment) {
		byte[] content = read(segment.file());
		if (content.length != segment.bytes()) {
			throw new ArchiveException(
					file(segment.file()) + " has " + content.length + " bytes instead of " + segment.bytes() + ".",
					null);
		}
		if (!Sha256.hex(content).equals(segment.sha256())) {
			throw new ArchiveException(
					file(segment.file()) + " was altered: its SHA-256 is not the one in the manifest.", null);
		}
		try (BufferedReader lines = new BufferedReader(new InputStreamReader(
				new GZIPInputStream(new ByteArrayInputStream(content)), StandardCharsets.UTF_8))) {
			List<ArchivedEntry> entries = lines.lines()
				.map((line) -> ArchiveJson.read(line, ArchivedEntry.class))
				.toList();
			requireEntries(entries.size(), segment.entries(), segment.file());
			return entries;
		}
		catch (IOException | UncheckedIOException | JacksonException ex) {
			throw new ArchiveException(file(segment.file()) + " does not contain entries that can be read.", ex);
		}
	}

	private void requireEntries(long entries, long announced, String file) {
		if (entries != announced) {
			throw new ArchiveException(file(file) + " is not what the manifest says: the number of entries is "
					+ entries + " instead of " + announced + ".", null);
		}
	}

	private void write(String file, byte[] content) {
		try {
			this.store.write(this.name, file, content);
		}
		catch (IOException | RuntimeException ex) {
			throw new ArchiveException(file(file) + " could not be written.", ex);
		}
		if (!Arrays.equals(content, read(file))) {
			throw new ArchiveException(file(file) + " is not what was written to it.", null);
		}
	}

	private byte[] read(String file) {
		try (InputStream content = this.store.read(this.name, file)) {
			return StreamUtils.copyToByteArray(content);
		}
		catch (NoSuchFileException ex) {
			throw new ArchiveException(file(file) + " is missing.", ex);
		}
		catch (IOException | RuntimeException ex) {
			throw new ArchiveException(file(file) + " could not be read.", ex);
		}
	}

	private String file(String file) {
		return "The file " + file + " of the archive " + this.name;
	}

}
