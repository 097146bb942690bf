package dev.revtrail.retention;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import dev.revtrail.Actor;
import dev.revtrail.context.ChangeContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The schedule ends with its application, in every state of the database.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("unit")
class PurgeScheduleTests {

	@Test
	void endsThoughTheDatabaseDoesNotAnswer(CapturedOutput output) throws InterruptedException {
		UnreachablePurge purge = new UnreachablePurge();
		PurgeSchedule schedule = new PurgeSchedule(purge,
				new ChangeContext(() -> Optional.of(Actor.SYSTEM), () -> "purge"), "* * * * * *");
		schedule.start();
		purge.begun.await();

		schedule.stop();

		assertThat(schedule.isRunning()).isFalse();
		assertThat(purge.ended.getCount()).isZero();
		assertThat(output).contains("The purge could not be asked to stop")
			.contains("The purge failed. The next run resumes it.");
	}

	/** A purge that waits for its database, as all that is asked of it does. */
	private static final class UnreachablePurge implements Purge {

		private final CountDownLatch begun = new CountDownLatch(1);

		private final CountDownLatch asked = new CountDownLatch(1);

		private final CountDownLatch ended = new CountDownLatch(1);

		@Override
		public PurgeProgress run() {
			this.begun.countDown();
			try {
				this.asked.await();
				throw new IllegalStateException("The database does not answer.");
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			finally {
				this.ended.countDown();
			}
		}

		@Override
		public boolean stop() {
			this.asked.countDown();
			throw new IllegalStateException("The database does not answer.");
		}

		@Override
		public List<PurgeStore.Count> preview() {
			return List.of();
		}

		@Override
		public Optional<PurgeProgress> progress() {
			return Optional.empty();
		}

		@Override
		public PurgeArchive archive(String name) {
			throw new ArchiveException("There is no archive " + name + ".", null);
		}

	}

}
