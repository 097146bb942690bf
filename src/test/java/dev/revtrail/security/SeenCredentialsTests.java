package dev.revtrail.security;

import java.time.Duration;
import java.time.Instant;

import dev.revtrail.SettableClock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("unit")
class SeenCredentialsTests {

	private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));

	private final SeenCredentials seen = new SeenCredentials(Duration.ofMinutes(30), 2, this.clock);

	@Test
	void aCredentialSignsInOnceAsLongAsItIsUsed() {
		assertThat(this.seen.signIn("Bearer a")).isTrue();
		for (int i = 0; i < 5; i++) {
			this.clock.advance(Duration.ofMinutes(30));
			assertThat(this.seen.signIn("Bearer a")).isFalse();
		}
	}

	@Test
	void aCredentialThatWasUnusedForTheWindowSignsInAgain() {
		this.seen.signIn("Bearer a");
		this.clock.advance(Duration.ofMinutes(31));

		assertThat(this.seen.signIn("Bearer a")).isTrue();
	}

	@Test
	void eachCredentialSignsIn() {
		assertThat(this.seen.signIn("Bearer a")).isTrue();
		assertThat(this.seen.signIn("Bearer b")).isTrue();
	}

	@Test
	void theOneThatIsUnusedForLongestIsForgottenBeyondTheBound() {
		this.seen.signIn("Bearer a");
		this.seen.signIn("Bearer b");
		this.seen.signIn("Bearer a");
		this.seen.signIn("Bearer c");

		assertThat(this.seen.signIn("Bearer a")).isFalse();
		assertThat(this.seen.signIn("Bearer b")).isTrue();
	}

}
