package dev.clinic.security;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps the nonces of signed requests in the database, so that none is taken twice, by
 * whichever process and whether or not it was restarted.
 */
@Component
class NonceStore {

	/** Outlasts every time stamp that a nonce can come with. */
	private static final long KEPT_SECONDS = 600;

	private static final long PURGE_EVERY_SECONDS = 60;

	private final AtomicLong nextPurge = new AtomicLong();

	private final JdbcClient jdbc;

	private final Clock clock;

	NonceStore(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Takes a nonce, atomically. Call it after the signature is verified, so that others
	 * cannot use nonces up.
	 * @param apiKeyId the id of the key that signed
	 * @param nonce the nonce
	 * @return whether it had not been taken before
	 */
	boolean take(long apiKeyId, String nonce) {
		long now = this.clock.instant().getEpochSecond();
		purge(now);
		String hash = Sha256.hex(nonce);
		try {
			this.jdbc.sql("insert into api_nonce (api_key_id, nonce_hash, expires_at) values (?, ?, ?)")
				.params(apiKeyId, hash, now + KEPT_SECONDS)
				.update();
			return true;
		}
		catch (DuplicateKeyException ex) {
			return renew(apiKeyId, hash, now);
		}
	}

	private boolean renew(long apiKeyId, String hash, long now) {
		return this.jdbc
			.sql("update api_nonce set expires_at = ? where api_key_id = ? and nonce_hash = ? and expires_at <= ?")
			.params(now + KEPT_SECONDS, apiKeyId, hash, now)
			.update() == 1;
	}

	private void purge(long now) {
		long due = this.nextPurge.get();
		if (due <= now && this.nextPurge.compareAndSet(due, now + PURGE_EVERY_SECONDS)) {
			this.jdbc.sql("delete from api_nonce where expires_at <= ?").param(now).update();
		}
	}

}
