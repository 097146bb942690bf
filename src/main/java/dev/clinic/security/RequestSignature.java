package dev.clinic.security;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of a request, in version 2.0 of contract 1.
 *
 * @param timestamp when it was signed, in seconds since 1970, as text
 * @param nonce what makes it unique
 * @param method the request's method
 * @param paths the request's path as it was sent and decoded; clients sign what they were
 * given, before it is encoded
 * @param parameters the query's parameters of a GET, else the form's, decoded
 */
record RequestSignature(String timestamp, String nonce, String method, List<String> paths,
		Map<String, String[]> parameters) {

	private static final Pattern TIMESTAMP = Pattern.compile("\\d{1,12}(\\.\\d{1,9})?");

	private static final BigDecimal WINDOW_SECONDS = BigDecimal.valueOf(300);

	/** By code point, as Python sorts. Most texts have the same order in both. */
	private static final Comparator<String> BY_CODE_POINT = (one, other) -> Arrays
		.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

	/** By UTF-16 unit, as JavaScript sorts. */
	private static final Comparator<String> BY_UNIT = Comparator.naturalOrder();

	/**
	 * Returns whether the request was signed within 300 seconds of now.
	 * @param now the time
	 * @return true if it is neither too old nor from the future
	 */
	boolean isTimely(Instant now) {
		if (!TIMESTAMP.matcher(this.timestamp).matches()) {
			return false;
		}
		BigDecimal seconds = BigDecimal.valueOf(now.getEpochSecond()).add(BigDecimal.valueOf(now.getNano(), 9));
		return new BigDecimal(this.timestamp).subtract(seconds).abs().compareTo(WINDOW_SECONDS) <= 0;
	}

	/**
	 * Returns whether a signature matches this request, compared in constant time.
	 * @param signature the signature, in lower-case hexadecimal digits
	 * @param secret the secret of the key that is said to have signed
	 * @return true if it matches
	 */
	boolean isSignedBy(String signature, String secret) {
		byte[] given = signature.getBytes(StandardCharsets.UTF_8);
		return Stream.of(BY_CODE_POINT, BY_UNIT)
			.flatMap((order) -> this.paths.stream().map((path) -> textToSign(path, order)))
			.distinct()
			.map((text) -> MessageDigest.isEqual(given, hmac(text, secret)))
			.reduce(false, Boolean::logicalOr);
	}

	private String textToSign(String path, Comparator<String> order) {
		return String.join("\n", this.timestamp, this.nonce, this.method, path, parametersInOrder(order));
	}

	private String parametersInOrder(Comparator<String> order) {
		return this.parameters.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByKey(order))
			.flatMap((entry) -> Arrays.stream(entry.getValue())
				.sorted(order)
				.map((value) -> entry.getKey() + "=" + value))
			.collect(Collectors.joining("\n"));
	}

	private static byte[] hmac(String text, String secret) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
			return HexFormat.of()
				.formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)))
				.getBytes(StandardCharsets.UTF_8);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("HMAC-SHA256 is not available.", ex);
		}
	}

}
