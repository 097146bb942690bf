package dev.revtrail.diff;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

import dev.revtrail.LargeValue;

/**
 * Cuts values that are too large to be shown in full.
 */
public final class LargeValues {

	/**
	 * The longest text, in UTF-16 code units, and the longest binary value, in bytes,
	 * that is shown in full.
	 */
	public static final int LIMIT = 16_384;

	private static final int START = 1_024;

	private static final int CHUNK = 65_536;

	private LargeValues() {
	}

	static Object text(String text) {
		if (text.length() <= LIMIT) {
			return text;
		}
		return new LargeValue(text.substring(0, boundary(text, START)), text.length(), sha256(text));
	}

	/**
	 * Returns the SHA-256 of a text in UTF-8.
	 * @param text the text
	 * @return the hash, in hexadecimal
	 */
	public static String sha256(String text) {
		MessageDigest digest = sha256();
		for (int from = 0; from < text.length();) {
			int to = boundary(text, Math.min(from + CHUNK, text.length()));
			digest.update(text.substring(from, to).getBytes(StandardCharsets.UTF_8));
			from = to;
		}
		return hex(digest);
	}

	static Object bytes(byte[] bytes) {
		Base64.Encoder base64 = Base64.getEncoder();
		if (bytes.length <= LIMIT) {
			return base64.encodeToString(bytes);
		}
		MessageDigest digest = sha256();
		digest.update(bytes);
		byte[] start = Arrays.copyOf(bytes, START * 3 / 4);
		return new LargeValue(base64.encodeToString(start), bytes.length, hex(digest));
	}

	/** The place itself, or one before where it would part a character's halves. */
	private static int boundary(String text, int index) {
		return (index < text.length() && Character.isHighSurrogate(text.charAt(index - 1))
				&& Character.isLowSurrogate(text.charAt(index))) ? index - 1 : index;
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256.", ex);
		}
	}

	private static String hex(MessageDigest digest) {
		return HexFormat.of().formatHex(digest.digest());
	}

}
