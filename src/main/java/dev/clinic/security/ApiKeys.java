package dev.clinic.security;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

import dev.clinic.people.User;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Issues API keys. A key and its secret are shown once, when they are made; afterwards
 * there is only a hash of the one and an encrypted form of the other.
 */
@Service
public class ApiKeys {

	private static final int RANDOM_BYTES = 32;

	private static final int PREFIX = 8;

	private final SecureRandom random = new SecureRandom();

	private final ApiKeyRepository repository;

	private final SecretCipher cipher;

	private final Clock clock;

	ApiKeys(ApiKeyRepository repository, SecretCipher cipher, Clock clock) {
		this.repository = repository;
		this.cipher = cipher;
		this.clock = clock;
	}

	/**
	 * Issues a key.
	 * @param user on whose behalf it acts
	 * @param name what it is for
	 * @return the key, in clear for this one time
	 */
	@Transactional
	public Issued issue(User user, String name) {
		return issue(user, name, randomText("ck_"), randomText("cs_"));
	}

	/**
	 * Issues a key that somebody else chose, such as that of a demo.
	 * @param user on whose behalf it acts
	 * @param name what it is for
	 * @param key the key
	 * @param secret the secret that signs requests
	 * @return the key
	 */
	@Transactional
	public Issued issue(User user, String name, String key, String secret) {
		String hash = Sha256.hex(key);
		ApiKey record = this.repository
			.save(new ApiKey(user, name, prefix(key), hash, this.cipher.encrypt(secret, hash)));
		return new Issued(record, key, secret);
	}

	/**
	 * Puts another key and secret in the place of a key's; the old ones end at once.
	 * @param id the record's id
	 * @return the new key, in clear for this one time
	 */
	@Transactional
	public Issued rotate(long id) {
		ApiKey record = this.repository.findById(id).orElseThrow();
		String key = randomText("ck_");
		String secret = randomText("cs_");
		String hash = Sha256.hex(key);
		record.rotate(prefix(key), hash, this.cipher.encrypt(secret, hash),
				this.clock.instant().truncatedTo(ChronoUnit.MICROS));
		return new Issued(record, key, secret);
	}

	private static String prefix(String key) {
		return key.substring(0, Math.min(PREFIX, key.length() / 2));
	}

	private String randomText(String prefix) {
		byte[] bytes = new byte[RANDOM_BYTES];
		this.random.nextBytes(bytes);
		return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	/**
	 * A key that was just issued.
	 *
	 * @param apiKey the record
	 * @param key the key in clear
	 * @param secret the secret in clear
	 */
	public record Issued(ApiKey apiKey, String key, String secret) {

		/** Leaves out the key and the secret, which must not be logged. */
		@Override
		public String toString() {
			return "Issued[" + this.apiKey.getPrefix() + "…]";
		}

	}

}
