package dev.revtrail.security;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Determines the credentials that count as a sign-in, among those that come with each
 * request: the ones that have not been used for a while. Stores only digests, of the
 * latest credentials, in this instance of the application.
 */
class SeenCredentials {

	private final Duration window;

	private final Clock clock;

	private final Map<String, Instant> lastUses;

	/**
	 * Creates an instance.
	 * @param window how long a credential may be unused before it signs in again
	 * @param most how many credentials are remembered
	 * @param clock the clock
	 */
	SeenCredentials(Duration window, int most, Clock clock) {
		this.window = window;
		this.clock = clock;
		this.lastUses = new LinkedHashMap<>(16, 0.75f, true) {

			@Override
			protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
				return size() > most;
			}

		};
	}

	/**
	 * Records the use of a credential.
	 * @param credential the credential
	 * @return whether it signs in
	 */
	boolean signIn(String credential) {
		Instant now = this.clock.instant();
		String digest = digest(credential);
		synchronized (this.lastUses) {
			Instant last = this.lastUses.put(digest, now);
			return last == null || last.plus(this.window).isBefore(now);
		}
	}

	private static String digest(String credential) {
		return Base64.getEncoder().encodeToString(Sha256.of(credential.getBytes(StandardCharsets.UTF_8)));
	}

}
