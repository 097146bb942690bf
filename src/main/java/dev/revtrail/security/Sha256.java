package dev.revtrail.security;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Digests of what must not be kept itself.
 */
final class Sha256 {

	private Sha256() {
	}

	/** The digest of some bytes, one part after the other. */
	static byte[] of(byte[]... parts) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			for (byte[] part : parts) {
				digest.update(part);
			}
			return digest.digest();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256.", ex);
		}
	}

}
