package dev.clinic.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts signing secrets with AES-GCM. A secret is bound to its API key, so that it
 * cannot be moved to another one in the database.
 */
class SecretCipher {

	private static final String ALGORITHM = "AES/GCM/NoPadding";

	private static final int IV_BYTES = 12;

	private static final int TAG_BITS = 128;

	private final SecureRandom random = new SecureRandom();

	private final SecretKey key;

	SecretCipher(SecretKey key) {
		this.key = key;
	}

	String encrypt(String secret, String keyHash) {
		byte[] iv = new byte[IV_BYTES];
		this.random.nextBytes(iv);
		byte[] sealed = run(Cipher.ENCRYPT_MODE, iv, keyHash, secret.getBytes(StandardCharsets.UTF_8));
		return Base64.getEncoder()
			.encodeToString(ByteBuffer.allocate(IV_BYTES + sealed.length).put(iv).put(sealed).array());
	}

	/**
	 * Decrypts a secret.
	 * @param encrypted what {@link #encrypt} gave
	 * @param keyHash the hash of the API key that it belongs to
	 * @return the secret
	 * @throws IllegalStateException when it was encrypted with another key, belongs to
	 * another API key or was tampered with
	 */
	String decrypt(String encrypted, String keyHash) {
		ByteBuffer buffer = ByteBuffer.wrap(Base64.getDecoder().decode(encrypted));
		byte[] iv = new byte[IV_BYTES];
		buffer.get(iv);
		byte[] sealed = new byte[buffer.remaining()];
		buffer.get(sealed);
		return new String(run(Cipher.DECRYPT_MODE, iv, keyHash, sealed), StandardCharsets.UTF_8);
	}

	private byte[] run(int mode, byte[] iv, String keyHash, byte[] input) {
		try {
			Cipher cipher = Cipher.getInstance(ALGORITHM);
			cipher.init(mode, this.key, new GCMParameterSpec(TAG_BITS, iv));
			cipher.updateAAD(keyHash.getBytes(StandardCharsets.UTF_8));
			return cipher.doFinal(input);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(
					"A signing secret could not be decrypted. clinic.secrets.key must be the key that it was encrypted with.",
					ex);
		}
	}

}
