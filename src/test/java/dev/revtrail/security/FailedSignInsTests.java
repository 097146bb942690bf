package dev.revtrail.security;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.Outcome;
import dev.revtrail.RecordRef;
import dev.revtrail.SettableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("unit")
class FailedSignInsTests {

	private static final RecordRef ANN = new RecordRef("USER", "7");

	private static final Actor ACCOUNT = Actor.user("7");

	private static final RecordRef NO_ONE = RecordRef.none("USER");

	private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T08:20:00Z"));

	private final List<Event> recorded = new ArrayList<>();

	private final FailedSignIns failures = new FailedSignIns(new Kept(), 5, Duration.ofMinutes(15), 3, this.clock);

	@BeforeEach
	void start() {
		this.failures.start();
	}

	@Test
	void theFirstFiveOfAnAccountAreRecordedAndTheOthersSummarizedWhenTheWindowEnds() {
		for (int i = 0; i < 1000; i++) {
			this.failures.failed(ACCOUNT, ANN, "ann", "BadCredentials", "203.0.113." + i % 200);
			this.failures.failed(ACCOUNT, ANN, "ANN", "BadCredentials", "198.51.100.7");
		}
		assertThat(this.recorded).hasSize(5).allSatisfy((event) -> {
			assertThat(event.action()).isEqualTo(Action.SIGN_IN.failed());
			assertThat(event.record()).isEqualTo(ANN);
			assertThat(event.actor()).isEqualTo(Actor.ANONYMOUS);
			assertThat(event.outcome()).isEqualTo(Outcome.FAILURE);
		});
		this.failures.closeEnded();
		assertThat(this.recorded).hasSize(5);

		this.clock.advance(Duration.ofMinutes(10));
		this.failures.closeEnded();
		this.failures.closeEnded();
		assertThat(this.recorded).hasSize(6);
		assertThat(this.recorded.get(5).record()).isEqualTo(ANN);
		assertThat(this.recorded.get(5).data()).isEqualTo(Map.of("attempts", 1995L, "networks", 2, "user_names", 2,
				"since", "2026-03-01T08:15:00Z", "until", "2026-03-01T08:30:00Z"));

		this.failures.failed(ACCOUNT, ANN, "ann", "BadCredentials", null);
		assertThat(this.recorded).hasSize(7);
	}

	@Test
	void whoFailsNextDoesNotRecordWhatOthersDid() {
		for (int i = 0; i < 9; i++) {
			this.failures.failed(ACCOUNT, ANN, "ann", "BadCredentials", null);
		}
		this.clock.advance(Duration.ofMinutes(20));
		this.failures.failed(null, NO_ONE, "ben", "BadCredentials", null);
		assertThat(this.recorded).hasSize(6).noneMatch((event) -> event.data().containsKey("attempts"));
		this.failures.closeEnded();
		assertThat(this.recorded).hasSize(7);
	}

	@Test
	void noNumberOfNetworksTakesTheRoomOfAnAccount() {
		for (int i = 0; i < 10; i++) {
			this.failures.failed(null, NO_ONE, "name" + i, "BadCredentials", "203.0." + i + ".1");
		}
		this.recorded.clear();
		this.failures.failed(ACCOUNT, NO_ONE, "ann", "BadCredentials", "203.0.99.1");
		assertThat(this.recorded).hasSize(1);
	}

	@Test
	void namesWithoutAnAccountCountForTheirNetwork() {
		for (int i = 0; i < 100; i++) {
			this.failures.failed(null, NO_ONE, "name" + i, "BadCredentials", "203.0.113." + i);
		}
		this.failures.failed(null, NO_ONE, null, "InvalidBearerToken", "2001:db8:0:1::1");
		this.failures.stop();

		assertThat(this.recorded).hasSize(5 + 1 + 1);
		assertThat(this.recorded.get(5).data()).isEqualTo(Map.of("reason", "InvalidBearerToken"));
		assertThat(this.recorded.get(6).record()).isEqualTo(NO_ONE);
		assertThat(this.recorded.get(6).data()).containsEntry("network", "203.0.113.0/24")
			.containsEntry("attempts", 95L)
			.containsEntry("user_names", 95);
	}

	@Test
	void whatThereIsNoRoomForIsCounted() {
		for (int i = 0; i < 10; i++) {
			this.failures.failed(null, NO_ONE, "ann", "BadCredentials", "203.0." + i + ".1");
		}
		this.failures.stop();

		assertThat(this.recorded).hasSize(3 + 1);
		assertThat(this.recorded.get(3).record()).isEqualTo(RecordRef.none(RecordRef.APPLICATION));
		assertThat(this.recorded.get(3).data()).containsEntry("attempts", 7L).containsEntry("networks", 7);
	}

	@Test
	void distinctNamesAndNetworksAreBounded() {
		for (int i = 0; i < 25_000; i++) {
			this.failures.failed(ACCOUNT, ANN, "name" + i, "BadCredentials", "203.0." + i % 200 + ".1");
		}
		this.failures.stop();

		Map<String, Object> summary = this.recorded.get(5).data();
		assertThat(summary).containsEntry("attempts", 24_995L).containsEntry("networks", 200);
		assertThat(summary.get("user_names")).isEqualTo(19_800);
	}

	@Test
	void aNameIsKeptWithoutControlCharacters() {
		this.failures.failed(null, NO_ONE, "ann\r\nSIGN_IN ok\u0000\u2028", "BadCredentials", null);

		assertThat(this.recorded.get(0).data()).containsEntry("user_name", "ann SIGN_IN ok ");
	}

	@ParameterizedTest
	@CsvSource({ "203.0.113.77,203.0.113.0/24", "2001:db8:1:2:3:4:5:6,2001:db8:1:2:0:0:0:0/64",
			"fe80::1%eth0,fe80:0:0:0:0:0:0:0/64", "::ffff:203.0.113.77,203.0.113.0/24", "example.org,unknown",
			"999.1.1.1,unknown", ",unknown" })
	void addressesOfOneNetworkAreOne(String address, String network) {
		assertThat(ClientNetwork.of(address)).isEqualTo(network);
	}

	/**
	 * An event log that keeps what it is given.
	 */
	private final class Kept implements EventLog {

		@Override
		public void record(Event event) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void recordAlone(List<Event> events) {
			FailedSignInsTests.this.recorded.addAll(events);
		}

		@Override
		public void recordLater(List<Event> events) {
			FailedSignInsTests.this.recorded.addAll(events);
		}

	}

}
