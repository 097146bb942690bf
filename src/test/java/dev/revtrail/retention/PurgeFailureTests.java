package dev.revtrail.retention;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLogCase;
import dev.revtrail.ChangeQuery;
import dev.revtrail.LibraryTest;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.SettableClock;
import dev.revtrail.context.ChangeContext;
import dev.revtrail.envers.hospital.Hospital;
import dev.revtrail.envers.hospital.Thing;
import org.awaitility.Awaitility;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Purges that fail: the run says why, removes nothing that is not archived, and is
 * resumed once the cause is gone.
 */
@LibraryTest(Hospital.class)
@ExtendWith(OutputCaptureExtension.class)
@Import(PurgeTests.Retention.class)
@TestPropertySource(properties = { "test.database.of=purge-failures", "revtrail.retention.batch-size=10" })
class PurgeFailureTests extends ChangeLogCase {

	private static final String SECOND = "000002.ndjson.gz";

	@TempDir
	Path folder = Path.of("");

	@Autowired
	Purge purge;

	@Autowired
	ChangeContext context;

	@Autowired
	Clock clock;

	@Autowired
	PurgeTests.Retention retention;

	private List<Long> tooOld = List.of();

	@BeforeEach
	void recordTwentyFiveWards() {
		for (int i = 0; i < 25; i++) {
			persisted(new Thing.Ward());
		}
		this.tooOld = wards();
		((SettableClock) this.clock).advance(Duration.ofDays(400));
		this.retention.policies = List.of(new RetentionPolicy("wards", null, "WARD", Period.ofYears(1)));
		this.retention.archives = new DirectoryArchiveStore(this.folder);
	}

	@Test
	void aStoreThatThrows() {
		failAt(SECOND, (file) -> {
			throw new IllegalStateException("The bucket is gone.");
		});

		assertFailed(10, ArchiveException.class, "The file " + SECOND, "could not be written",
				"java.lang.IllegalStateException: The bucket is gone.");
		assertResumed();
	}

	@Test
	void aStoreThatMayNotWrite() {
		failAt(SECOND, (file) -> {
			throw new AccessDeniedException("/archives/" + file);
		});

		assertFailed(10, ArchiveException.class, "AccessDeniedException: /archives/" + SECOND);
		assertResumed();
	}

	/** Then the manifest fails as well. */
	@Test
	void aStoreThatFailsFromSomeFileOn() {
		List<String> failed = new ArrayList<>();
		this.retention.archives = new WatchedArchives(this.retention.archives, (file) -> {
			if (file.equals(SECOND) || !failed.isEmpty()) {
				failed.add(file);
				throw new IOException("No space left on device");
			}
		});

		assertFailed(10, ArchiveException.class, "No space left on device");
		assertThat(failed).containsExactly(SECOND, ArchiveManifest.FILE);
		assertThat(reports()).isZero();
		assertResumed();
		assertThat(reports()).isEqualTo(1);
	}

	@Test
	void aStoreThatFailsAtTheManifestAlone() {
		failAt(ArchiveManifest.FILE, (file) -> {
			throw new IOException("No space left on device");
		});

		assertFailed(25, ArchiveException.class, ArchiveManifest.FILE, "No space left on device");
		assertResumed();
	}

	@Test
	void aStoreThatCutsWhatItWrites() {
		ArchiveStore whole = this.retention.archives;
		this.retention.archives = new ArchiveStore() {

			@Override
			public void write(String archive, String file, byte[] content) throws IOException {
				whole.write(archive, file, content);
			}

			@Override
			public InputStream read(String archive, String file) throws IOException {
				try (InputStream content = whole.read(archive, file)) {
					byte[] bytes = content.readAllBytes();
					return new ByteArrayInputStream(bytes, 0, file.equals(SECOND) ? 7 : bytes.length);
				}
			}

		};

		assertFailed(10, ArchiveException.class, SECOND, "is not what was written to it");
		assertResumed();
	}

	@Test
	void aDirectoryThatCannotBeMade() throws Exception {
		Path file = Files.createFile(this.folder.resolve("file"));
		this.retention.archives = new DirectoryArchiveStore(file.resolve("archives"));

		assertFailed(0, ArchiveException.class, "file");
		assertResumed();
	}

	@Test
	void anArchiveThatIsNotThereAnymoreIsNotContinued() throws Exception {
		Path elsewhere = this.folder.resolveSibling(this.folder.getFileName() + "-unmounted");
		failAt(SECOND, (file) -> {
			throw new IOException("No space left on device");
		});
		assertFailed(10, ArchiveException.class, "No space left on device");
		move(this.folder, elsewhere);
		this.retention.archives = new DirectoryArchiveStore(this.folder);

		assertFailed(10, ArchiveException.class, "The file 000001.ndjson.gz", "is missing");
		assertThat(this.folder).doesNotExist();

		move(elsewhere, this.folder);
		assertResumed();
	}

	@Test
	void aConnectionThatIsLost() {
		failAt(SECOND, (file) -> this.entityManager.unwrap(Session.class)
			.doWork((connection) -> connection.unwrap(Connection.class).close()));

		assertFailed(10, RuntimeException.class, "SQL");
		assertResumed();
	}

	@Test
	void anError() {
		failAt(SECOND, (file) -> {
			throw new OutOfMemoryError("Java heap space");
		});

		assertFailed(10, OutOfMemoryError.class, "java.lang.OutOfMemoryError: Java heap space");
		assertResumed();
	}

	@Test
	void anInterruption() {
		failAt(SECOND, (file) -> Thread.currentThread().interrupt());

		Throwable failure = catchThrowable(this.purge::run);

		assertThat(Thread.interrupted()).isTrue();
		assertThat(failure).isInstanceOf(ArchiveException.class);
		assertFailed(10, "java.nio.channels.ClosedByInterruptException");
		assertResumed();
	}

	@Test
	void theScheduleLogsTheReason(CapturedOutput output) {
		failAt(SECOND, (file) -> {
			throw new OutOfMemoryError("Java heap space");
		});
		PurgeSchedule schedule = new PurgeSchedule(this.purge, this.context, "* * * * * *");
		schedule.start();
		try {
			Awaitility.await()
				.until(() -> this.purge.progress().map(PurgeProgress::state).orElseThrow() == PurgeStore.State.FAILED);
			this.retention.archives = new DirectoryArchiveStore(this.folder);
			Awaitility.await()
				.until(() -> this.purge.progress()
					.map(PurgeProgress::state)
					.orElseThrow() == PurgeStore.State.COMPLETED);
		}
		finally {
			schedule.stop();
		}

		assertThat(output).contains("The purge failed. The next run resumes it.")
			.contains("java.lang.OutOfMemoryError: Java heap space");
		assertThat(wards()).isEmpty();
	}

	private void failAt(String name, WatchedArchives.Before failure) {
		this.retention.archives = new WatchedArchives(this.retention.archives, (file) -> {
			if (file.equals(name)) {
				failure.write(file);
			}
		});
	}

	private void assertFailed(long removed, Class<? extends Throwable> type, String... reasons) {
		assertThatExceptionOfType(type).isThrownBy(this.purge::run);
		assertFailed(removed, reasons);
	}

	private void assertFailed(long removed, String... reasons) {
		PurgeProgress failed = this.purge.progress().orElseThrow();
		assertThat(failed.state()).isEqualTo(PurgeStore.State.FAILED);
		assertThat(failed.removed()).isEqualTo(removed);
		assertThat(failed.failure()).isNotNull().contains(reasons);
		assertThat(failed.lease()).isNull();
		assertThat(wards()).isEqualTo(this.tooOld.subList((int) removed, this.tooOld.size()));
		assertThat(files(this.folder)).noneMatch((file) -> file.endsWith(".part"));
	}

	/** Within the lease of the run that failed. */
	private void assertResumed() {
		long id = this.purge.progress().map(PurgeProgress::id).orElseThrow();
		this.retention.archives = new DirectoryArchiveStore(this.folder);

		PurgeProgress completed = this.purge.run();

		assertThat(completed.id()).isEqualTo(id);
		assertThat(completed.state()).isEqualTo(PurgeStore.State.COMPLETED);
		assertThat(completed.failure()).isNull();
		assertThat(wards()).isEmpty();
		List<Long> archived = new ArrayList<>();
		this.purge.archive(String.valueOf(completed.archive())).read((entry) -> archived.add(entry.entry().id()));
		assertThat(archived).isEqualTo(this.tooOld);
	}

	private List<Long> wards() {
		return this.log
			.slice(ChangeQuery.in(Scope.everything()).recordTypes("WARD").oldestFirst().withUnsettled(), null, 1000)
			.entries()
			.stream()
			.map(ChangeEntry::id)
			.toList();
	}

	private long reports() {
		return this.log.count(ChangeQuery.in(Scope.everything())
			.recordTypes(RecordRef.PURGE)
			.record(new RecordRef(RecordRef.PURGE, String.valueOf(this.purge.progress().orElseThrow().id()))));
	}

	private static void move(Path from, Path to) throws IOException {
		Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
	}

	private static List<String> files(Path folder) {
		if (!Files.exists(folder)) {
			return List.of();
		}
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter(Files::isRegularFile).map((file) -> file.getFileName().toString()).toList();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
