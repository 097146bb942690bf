package dev.revtrail.retention;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeEntry;
import dev.revtrail.Changes;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordRef;
import dev.revtrail.Revision;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What reading says of archives that are not what was written.
 */
@Tag("unit")
class PurgeArchiveTests {

	private static final String SEGMENT = "000002.ndjson.gz";

	@TempDir
	Path folder = Path.of("");

	private PurgeArchive archive = PurgeArchive.in(new DirectoryArchiveStore(this.folder), "archive");

	@BeforeEach
	void writeTwoSegments() {
		this.archive = PurgeArchive.in(new DirectoryArchiveStore(this.folder), "archive");
		List<PurgeStore.Segment> segments = new ArrayList<>();
		for (int number = 1; number <= 2; number++) {
			segments.add(this.archive.write(number, List.of(entry(2L * number), entry(2L * number + 1)),
					List.of(new PurgeStore.Count(null, "WARD", "wards", 2))));
		}
		this.archive.write(new ArchiveManifest(ArchiveManifest.FORMAT, 7, PurgeStore.State.COMPLETED,
				Instant.parse("2026-01-01T00:00:00Z"),
				List.of(new RetentionPolicy("wards", null, "WARD", Period.ofYears(1))), 4, segments));
	}

	@Test
	void isWhole() {
		List<Long> ids = new ArrayList<>();

		assertThat(this.archive.read((entry) -> ids.add(entry.entry().id()))).isEqualTo(4);
		assertThat(ids).containsExactly(2L, 3L, 4L, 5L);
		assertThat(this.archive.verify()).isEqualTo(4);
		assertThat(this.archive.manifest().segments()).hasSize(2);
	}

	@Test
	void aSegmentWithAnotherByte() throws Exception {
		byte[] content = bytes(SEGMENT);
		for (int at = 0; at < content.length; at++) {
			change(SEGMENT, content, at);
			assertRefused("The file " + SEGMENT + " of the archive archive was altered: its SHA-256 ");
		}
	}

	@Test
	void aSegmentThatIsCutOff() throws Exception {
		byte[] content = bytes(SEGMENT);
		cut(SEGMENT, content.length - 1);

		assertRefused("The file " + SEGMENT + " of the archive archive has " + (content.length - 1)
				+ " bytes instead of " + content.length + ".");
	}

	@Test
	void aSegmentThatIsEmpty() throws Exception {
		int length = bytes(SEGMENT).length;
		cut(SEGMENT, 0);

		assertRefused("The file " + SEGMENT + " of the archive archive has 0 bytes instead of " + length + ".");
	}

	@Test
	void aSegmentThatIsMissing() throws Exception {
		Files.delete(file(SEGMENT));

		assertRefused("The file " + SEGMENT + " of the archive archive is missing.");
	}

	@Test
	void ofTheSegmentsBeforeEntriesAreGivenOut() throws Exception {
		cut(SEGMENT, 0);
		List<Long> ids = new ArrayList<>();

		assertThatExceptionOfType(ArchiveException.class)
			.isThrownBy(() -> this.archive.read((entry) -> ids.add(entry.entry().id())));
		assertThat(ids).containsExactly(2L, 3L);
	}

	@Test
	void aManifestWithAnotherByte() throws Exception {
		byte[] content = bytes(ArchiveManifest.FILE);
		for (int at = 0; at < content.length; at++) {
			change(ArchiveManifest.FILE, content, at);
			assertRefused("The file manifest.json of the archive archive was altered or cut off.");
		}
	}

	@Test
	void aManifestThatIsCutOff() throws Exception {
		for (int length = bytes(ArchiveManifest.FILE).length - 1; length >= 0; length--) {
			cut(ArchiveManifest.FILE, length);
			assertRefused("The file manifest.json of the archive archive was altered or cut off.");
		}
	}

	@Test
	void aManifestThatIsMissing() throws Exception {
		Files.delete(file(ArchiveManifest.FILE));

		assertRefused("The file manifest.json of the archive archive is missing.");
	}

	@Test
	void aManifestWithoutItsChecksum() throws Exception {
		String text = new String(bytes(ArchiveManifest.FILE), StandardCharsets.UTF_8);
		Files.writeString(file(ArchiveManifest.FILE), text.replaceFirst(",\"sha256\":\"[0-9a-f]{64}\"}$", "}"));

		assertRefused("The file manifest.json of the archive archive was altered or cut off.");
	}

	@Test
	void aManifestOfTheFirstFormatHasNoChecksum() throws Exception {
		String text = new String(bytes(ArchiveManifest.FILE), StandardCharsets.UTF_8);
		String first = text.replaceFirst(",\"sha256\":\"[0-9a-f]{64}\"}$", "}").replace("\"format\":2", "\"format\":1");
		Files.writeString(file(ArchiveManifest.FILE), first);
		assertThat(this.archive.verify()).isEqualTo(4);

		Files.writeString(file(ArchiveManifest.FILE), first.replaceFirst("\"entries\":4", "\"entries\":5"));
		assertRefused("The file manifest.json of the archive archive is not what the manifest says: the number of "
				+ "entries is 4 instead of 5.");
	}

	private void assertRefused(String message) {
		assertThatExceptionOfType(ArchiveException.class).isThrownBy(this.archive::verify)
			.withMessageStartingWith(message);
	}

	private void change(String file, byte[] content, int at) throws IOException {
		byte[] changed = content.clone();
		changed[at] ^= 1;
		Files.write(file(file), changed);
	}

	private void cut(String file, int length) throws IOException {
		try (var channel = Files.newByteChannel(file(file), StandardOpenOption.WRITE)) {
			channel.truncate(length);
		}
	}

	private byte[] bytes(String file) throws IOException {
		return Files.readAllBytes(file(file));
	}

	private Path file(String file) {
		return this.folder.resolve("archive").resolve(file);
	}

	private static ArchivedEntry entry(long id) {
		Revision revision = new Revision(id, Instant.parse("2020-01-01T00:00:00Z"), Actor.user("ann"), "web", null,
				null, null, null);
		return new ArchivedEntry("wards",
				new ChangeEntry(id, revision, Action.CREATE, new RecordRef("WARD", String.valueOf(id)), null, null,
						new Changes(List.of(new FieldChange.Value("name", null, "A", true)))));
	}

}
