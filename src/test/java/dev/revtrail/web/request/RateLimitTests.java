package dev.revtrail.web.request;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.revtrail.RateLimiter;
import dev.revtrail.SettableClock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("unit")
class RateLimitTests {

	private static final Instant START = Instant.parse("2026-03-01T12:00:30.250Z");

	private final SettableClock clock = new SettableClock(START);

	private final RateLimit limit = new RateLimit(3, Duration.ofMinutes(1), 2, this.clock);

	@Test
	void grantsAsManyRequestsAsAWindowHas() {
		assertThat(List.of(take("a"), take("a"), take("a"), take("a"), take("a")))
			.extracting(RateLimiter.Allowance::granted)
			.containsExactly(true, true, true, false, false);
	}

	@Test
	void saysWhatIsLeftAndUntilWhen() {
		Instant end = Instant.parse("2026-03-01T12:01:00Z");
		assertThat(take("a")).isEqualTo(new RateLimiter.Allowance(3, 2, end, true));
		take("a");
		take("a");
		assertThat(take("a")).isEqualTo(new RateLimiter.Allowance(3, 0, end, false));
	}

	@Test
	void startsOverWithEachWindow() {
		Collections.nCopies(5, "a").forEach(this::take);
		this.clock.advance(Duration.ofMillis(29_749));
		assertThat(take("a").granted()).isFalse();
		this.clock.advance(Duration.ofMillis(1));
		assertThat(take("a").remaining()).isEqualTo(2);
	}

	@Test
	void countsOnWhenTheClockIsSetBack() {
		take("a");
		this.clock.advance(Duration.ofMinutes(-5));
		assertThat(take("a").remaining()).isOne();
	}

	@Test
	void countsEachKeyAloneUpToABoundAndTheRestTogether() {
		take("a");
		take("b");
		assertThat(take("a").remaining()).isOne();
		assertThat(take("b").remaining()).isOne();
		assertThat(List.of(take("c"), take("d"), take("e"), take("f"))).extracting(RateLimiter.Allowance::remaining)
			.containsExactly(2L, 1L, 0L, 0L);
		this.clock.advance(Duration.ofMinutes(1));
		assertThat(take("c").remaining()).isEqualTo(2);
	}

	@Test
	void grantsNoneTwiceToCallersAtOnce() throws Exception {
		int threads = 16;
		RateLimit shared = new RateLimit(1000, Duration.ofMinutes(1), 10, this.clock);
		CyclicBarrier start = new CyclicBarrier(threads);
		ExecutorService pool = Executors.newFixedThreadPool(threads);
		try {
			Callable<Integer> caller = () -> {
				start.await();
				int granted = 0;
				for (int i = 0; i < 500; i++) {
					granted += shared.take("a", 1).granted() ? 1 : 0;
				}
				return granted;
			};
			int granted = 0;
			for (Future<Integer> result : pool.invokeAll(Collections.nCopies(threads, caller))) {
				granted += result.get();
			}
			assertThat(granted).isEqualTo(1000);
		}
		finally {
			pool.shutdownNow();
		}
	}

	private RateLimiter.Allowance take(String key) {
		return this.limit.take(key, 1);
	}

}
