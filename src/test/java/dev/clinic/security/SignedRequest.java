package dev.clinic.security;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests as clients do, from what they are about to send; shares no code with
 * what it tests.
 */
public final class SignedRequest {

	private final TreeMap<String, List<String>> parameters = new TreeMap<>();

	private final String method;

	private final String path;

	private String account = "acme";

	private String nonce = UUID.randomUUID().toString();

	private String timestamp = Long.toString(Instant.now().getEpochSecond());

	private String version = "2.0";

	private SignedRequest(String method, String path) {
		this.method = method;
		this.path = path;
	}

	static SignedRequest of(String method, String path) {
		return new SignedRequest(method, path);
	}

	SignedRequest with(String name, String... values) {
		this.parameters.computeIfAbsent(name, (key) -> new ArrayList<>()).addAll(List.of(values));
		return this;
	}

	SignedRequest account(String account) {
		this.account = account;
		return this;
	}

	SignedRequest nonce(String nonce) {
		this.nonce = nonce;
		return this;
	}

	SignedRequest signedAt(Instant instant) {
		this.timestamp = Long.toString(instant.getEpochSecond());
		return this;
	}

	SignedRequest version(String version) {
		this.version = version;
		return this;
	}

	HttpRequest.Builder build(String base, String key, String secret) {
		List<String> lines = new ArrayList<>(List.of(this.timestamp, this.nonce, this.method, this.path));
		List<String> signed = new ArrayList<>();
		List<String> sent = new ArrayList<>();
		this.parameters.forEach((name, values) -> values.stream().sorted().forEach((value) -> {
			signed.add(name + "=" + value);
			sent.add(encode(name) + "=" + encode(value));
		}));
		lines.add(String.join("\n", signed));
		boolean query = this.method.equals("GET") && !sent.isEmpty();
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create(base + this.path + (query ? "?" + String.join("&", sent) : "")));
		request.method(this.method,
				this.method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(String.join("&", sent)));
		if (!this.method.equals("GET")) {
			request.header("Content-Type", "application/x-www-form-urlencoded");
		}
		return request.header("Accept", "application/json")
			.header("X-CareHQ-AccountId", this.account)
			.header("X-CareHQ-APIKey", key)
			.header("X-CareHQ-Nonce", this.nonce)
			.header("X-CareHQ-Timestamp", this.timestamp)
			.header("X-CareHQ-Signature-Version", this.version)
			.header("X-CareHQ-Signature", sign(secret, String.join("\n", lines)));
	}

	static String sign(String secret, String text) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
			return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
