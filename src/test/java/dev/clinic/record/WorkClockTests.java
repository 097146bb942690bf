package dev.clinic.record;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What time it is for whom.
 */
@Tag("unit")
class WorkClockTests {

	private static final Instant NOW = Instant.parse("2025-06-18T20:00:00Z");

	private static final Instant EARLIER = Instant.parse("2025-01-01T00:00:00Z");

	private final WorkClock clock = new WorkClock(Clock.fixed(NOW, ZoneOffset.UTC));

	@Test
	void workThatHappenedEarlierHasItsOwnTimeAndNothingElseHas() {
		this.clock.runAt(EARLIER, () -> {
			assertThat(this.clock.instant()).isEqualTo(EARLIER);
			assertThat(this.clock.withZone(ZoneId.of("Asia/Tokyo")).instant()).isEqualTo(EARLIER);
			assertThat(CompletableFuture.supplyAsync(this.clock::instant).join()).isEqualTo(NOW);
		});
		assertThat(this.clock.instant()).isEqualTo(NOW);
	}

	@Test
	void theTimeIsNowAgainAfterWorkThatFails() {
		assertThatIllegalStateException().isThrownBy(() -> this.clock.runAt(EARLIER, () -> {
			throw new IllegalStateException("no");
		}));
		assertThat(this.clock.instant()).isEqualTo(NOW);
	}

	@Test
	void workWithinWorkGoesBackToTheOuterTime() {
		this.clock.runAt(EARLIER, () -> {
			this.clock.runAt(EARLIER.plusSeconds(1), () -> assertThat(this.clock.instant()).isAfter(EARLIER));
			assertThat(this.clock.instant()).isEqualTo(EARLIER);
		});
	}

}
