package dev.revtrail.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.revtrail.retention.PurgeStore;
import dev.revtrail.retention.ArchiveException;
import dev.revtrail.retention.Purge;
import dev.revtrail.retention.PurgeProgress;
import example.warehouse.WarehouseApplication;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Purges the warehouse on a disk that is full at first. Fails where the purge does not do
 * what it should.
 */
public final class PurgeFullDiskProcess {

	private static final int BLOCK = 4096;

	/** For two segments. */
	private static final int FREE_BLOCKS = 2;

	private PurgeFullDiskProcess() {
	}

	/**
	 * Purges until the disk is full, and once more when there is space.
	 * @param args what Spring Boot takes
	 * @throws IOException when the disk cannot be filled
	 */
	public static void main(String[] args) throws IOException {
		try (ConfigurableApplicationContext context = WarehouseApplication
			.start(Map.of("spring.main.sources", PurgeProcess.Time.class.getName()), args)) {
			Purge purge = context.getBean(Purge.class);
			Path disk = Path.of(context.getEnvironment().getRequiredProperty("revtrail.retention.archive-directory"));
			Path ballast = disk.resolve("ballast");
			fill(ballast);
			failsWith(purge, disk, FREE_BLOCKS * 10);
			failsWith(purge, disk, FREE_BLOCKS * 10);
			Files.delete(ballast);
			completes(purge);
		}
	}

	private static void failsWith(Purge purge, Path disk, int removed) throws IOException {
		assertThatExceptionOfType(ArchiveException.class).isThrownBy(purge::run)
			.withRootCauseInstanceOf(IOException.class)
			.withStackTraceContaining("No space left on device");
		PurgeProgress failed = purge.progress().orElseThrow();
		assertThat(failed.state()).isEqualTo(PurgeStore.State.FAILED);
		assertThat(failed.failure()).contains("No space left on device");
		assertThat(failed.removed()).isEqualTo(removed);
		try (Stream<Path> files = Files.walk(disk)) {
			List<String> names = files.filter(Files::isRegularFile)
				.map((file) -> file.getFileName().toString())
				.toList();
			assertThat(names).containsExactlyInAnyOrder("ballast", "000001.ndjson.gz", "000002.ndjson.gz");
		}
	}

	private static void completes(Purge purge) {
		PurgeProgress completed = purge.run();
		assertThat(completed.state()).isEqualTo(PurgeStore.State.COMPLETED);
		assertThat(completed.removed()).isEqualTo(completed.total());
		assertThat(purge.archive(String.valueOf(completed.archive())).verify()).isEqualTo(completed.removed());
	}

	private static void fill(Path ballast) throws IOException {
		IOException full = null;
		try (OutputStream output = Files.newOutputStream(ballast)) {
			while (full == null) {
				full = write(output);
			}
		}
		assertThat(full).hasMessage("No space left on device");
		try (FileChannel channel = FileChannel.open(ballast, StandardOpenOption.WRITE)) {
			channel.truncate(channel.size() - FREE_BLOCKS * BLOCK);
		}
	}

	private static IOException write(OutputStream output) {
		try {
			output.write(new byte[BLOCK]);
			return null;
		}
		catch (IOException ex) {
			return ex;
		}
	}

}
