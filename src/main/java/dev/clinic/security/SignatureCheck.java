package dev.clinic.security;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * Checks the signatures of requests, wherever there is anything of one; a key may require
 * that there is.
 */
@Component
class SignatureCheck {

	private static final String ACCOUNT_ID = "X-CareHQ-AccountId";

	private static final String NONCE = "X-CareHQ-Nonce";

	private static final String TIMESTAMP = "X-CareHQ-Timestamp";

	private static final String VERSION = "X-CareHQ-Signature-Version";

	private static final String SIGNATURE = "X-CareHQ-Signature";

	private static final int LONGEST_NONCE = 255;

	private final NonceStore nonces;

	private final SecretCipher cipher;

	private final Clock clock;

	SignatureCheck(NonceStore nonces, SecretCipher cipher, Clock clock) {
		this.nonces = nonces;
		this.cipher = cipher;
		this.clock = clock;
	}

	/**
	 * Checks a request.
	 * @param request the request
	 * @param key the key that it carries
	 * @throws Refused when its signature is wrong, or missing where the key requires one
	 */
	void check(HttpServletRequest request, ApiKey key) {
		String account = ApiKeyCredentials.single(request, ACCOUNT_ID).orElse(key.getOrganizationId());
		if (!account.equals(key.getOrganizationId())) {
			throw new Refused(ACCOUNT_ID + " is not the account of this API key.");
		}
		if (isSigned(request)) {
			verify(request, key);
		}
		else if (key.isSignatureRequired()) {
			throw new Refused("This API key accepts signed requests only.");
		}
	}

	private static boolean isSigned(HttpServletRequest request) {
		return Stream.of(SIGNATURE, VERSION, NONCE, TIMESTAMP).anyMatch((name) -> request.getHeader(name) != null);
	}

	private void verify(HttpServletRequest request, ApiKey key) {
		String version = ApiKeyCredentials.single(request, VERSION).orElse("1.0");
		if (!version.equals("2.0")) {
			throw new Refused(
					"Signatures of version 1 are not accepted. Sign with version 2.0 and set " + VERSION + " to 2.0.");
		}
		required(request, ACCOUNT_ID);
		RequestSignature signature = new RequestSignature(required(request, TIMESTAMP), required(request, NONCE),
				request.getMethod(), pathsOf(request), parametersOf(request));
		if (!signature.isTimely(this.clock.instant())) {
			throw new Refused(TIMESTAMP + " takes the time in seconds since 1970, at most 300 seconds away; here it is "
					+ this.clock.instant().getEpochSecond() + ".");
		}
		if (signature.nonce().length() > LONGEST_NONCE) {
			throw new Refused(NONCE + " takes at most " + LONGEST_NONCE + " characters.");
		}
		String secret = this.cipher.decrypt(key.getEncryptedSecret(), key.getKeyHash());
		if (!signature.isSignedBy(required(request, SIGNATURE), secret)) {
			throw new Refused("The signature does not match the request.");
		}
		if (!this.nonces.take(Objects.requireNonNull(key.getId()), signature.nonce())) {
			throw new Refused(NONCE + " was used before; every request takes a new one.");
		}
	}

	private static String required(HttpServletRequest request, String name) {
		return ApiKeyCredentials.single(request, name)
			.orElseThrow(() -> new Refused("A signed request requires the header " + name + "."));
	}

	private static List<String> pathsOf(HttpServletRequest request) {
		String raw = request.getRequestURI().substring(request.getContextPath().length());
		return List.of(raw, UriUtils.decode(raw, StandardCharsets.UTF_8));
	}

	/**
	 * Returns the parameters. A signed form must not have a query: its parameters cannot
	 * be distinguished from those of the query, which the signature does not cover. Line
	 * breaks separate parameters in what is signed: a value with an equals sign after a
	 * line break would have the signature of two parameters.
	 */
	private static Map<String, String[]> parametersOf(HttpServletRequest request) {
		boolean reads = Set.of("GET", "HEAD").contains(request.getMethod());
		if (!reads && request.getQueryString() != null) {
			throw new Refused(
					"A signed " + request.getMethod() + " takes its parameters in the body, not in the query.");
		}
		Map<String, String[]> parameters = request.getParameterMap();
		parameters.forEach((name, values) -> {
			if (name.indexOf('\n') >= 0 || Arrays.stream(values).anyMatch(SignatureCheck::isSeveralParameters)) {
				throw new Refused("A signed parameter must not have an equals sign after a line break; send such a "
						+ "note as JSON.");
			}
		});
		return parameters;
	}

	private static boolean isSeveralParameters(String value) {
		int lineBreak = value.indexOf('\n');
		return lineBreak >= 0 && value.indexOf('=', lineBreak) >= 0;
	}

}
