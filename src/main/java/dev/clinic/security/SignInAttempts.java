package dev.clinic.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.springframework.stereotype.Component;

/**
 * Bounds how often passwords can be guessed: so many attempts for each e-mail address,
 * whether or not anybody has it, in a period that begins and ends for all at once. A
 * sign-in that succeeds clears what was counted. Kept in memory: each attempt takes the
 * time of a slow hash, so there can never be many.
 */
@Component
class SignInAttempts {

	static final int MOST = 10;

	static final Duration PERIOD = Duration.ofMinutes(15);

	private final Map<String, Integer> counts = new HashMap<>();

	private final Clock clock;

	private Instant end = Instant.MIN;

	SignInAttempts(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Counts an attempt, before it is known what becomes of it: attempts at the same time
	 * are not more.
	 * @param email the e-mail address, as somebody typed it
	 * @return whether there is one left
	 */
	synchronized boolean take(String email) {
		Instant now = this.clock.instant();
		if (!now.isBefore(this.end)) {
			this.counts.clear();
			this.end = now.plus(PERIOD);
		}
		String name = nameOf(email);
		int count = this.counts.getOrDefault(name, 0);
		if (count >= MOST) {
			return false;
		}
		this.counts.put(name, count + 1);
		return true;
	}

	synchronized void clear(String email) {
		this.counts.remove(nameOf(email));
	}

	private static String nameOf(String email) {
		return Sha256.hex(email.strip().toLowerCase(Locale.ROOT));
	}

}
