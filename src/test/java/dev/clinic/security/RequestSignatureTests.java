package dev.clinic.security;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("unit")
class RequestSignatureTests {

	private static final Instant NOW = Instant.parse("2024-11-01T16:03:19.500Z");

	/** Made by another program, in another language. */
	static Stream<Vector> vectors() throws IOException {
		try (InputStream json = RequestSignatureTests.class.getResourceAsStream("signature-vectors.json")) {
			return Stream.of(JsonMapper.shared().readValue(json, Vector[].class));
		}
	}

	@ParameterizedTest
	@MethodSource("vectors")
	void acceptsWhatTheVectorsSigned(Vector vector) {
		assertThat(vector.request().isSignedBy(vector.signature(), vector.secret())).isTrue();
	}

	@ParameterizedTest
	@MethodSource("vectors")
	void refusesAnythingElse(Vector vector) {
		RequestSignature request = vector.request();
		assertThat(request.isSignedBy(vector.signature(), vector.secret() + "x")).isFalse();
		assertThat(request.isSignedBy(vector.signature().toUpperCase(java.util.Locale.ROOT), vector.secret()))
			.isFalse();
		assertThat(request.isSignedBy(vector.signature().substring(1), vector.secret())).isFalse();
		assertThat(request.isSignedBy("", vector.secret())).isFalse();
		Map<String, String[]> more = new HashMap<>(request.parameters());
		more.put("added", new String[] { "" });
		assertThat(new RequestSignature(request.timestamp(), request.nonce(), request.method(), request.paths(), more)
			.isSignedBy(vector.signature(), vector.secret())).isFalse();
		assertThat(new RequestSignature(request.timestamp(), request.nonce(), "DELETE", request.paths(),
				request.parameters())
			.isSignedBy(vector.signature(), vector.secret())).isFalse();
		assertThat(new RequestSignature(request.timestamp(), request.nonce() + "x", request.method(), request.paths(),
				request.parameters())
			.isSignedBy(vector.signature(), vector.secret())).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "1730476999, true", "1730476699.500, true", "1730476699.499, false", "1730477299.5, true",
			"1730477299.501, false", "1730476699, false", "0, false", "999999999999, false" })
	void takesTimeStampsThatAreAtMostThreeHundredSecondsAway(String timestamp, boolean timely) {
		assertThat(at(timestamp).isTimely(NOW)).isEqualTo(timely);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "now", "-1", "+1730476999", "1730476999Z", "1e9", "1730476999.", "0x6724fbc7",
			"1730476999 ", "99999999999999999999999", "2024-11-01T16:03:19Z" })
	void takesNoTimeStampsInAnotherForm(String timestamp) {
		assertThat(at(timestamp).isTimely(NOW)).isFalse();
	}

	@Test
	void takesThePathAsClientsKnowItBeforeTheyEncodeIt() {
		RequestSignature signed = new RequestSignature("1", "n", "GET", List.of("/v1/é"), Map.of());
		RequestSignature received = new RequestSignature("1", "n", "GET", List.of("/v1/%C3%A9", "/v1/é"), Map.of());
		String signature = SignedRequest.sign("s", "1\nn\nGET\n/v1/é\n");
		assertThat(signed.isSignedBy(signature, "s")).isTrue();
		assertThat(received.isSignedBy(signature, "s")).isTrue();
	}

	@Test
	void takesTheOrderOfCodePointsAndThatOfUtf16Units() {
		Map<String, String[]> parameters = Map.of("d", new String[] { "\uff5e", "\ud83d\ude00" });
		RequestSignature request = new RequestSignature("1", "n", "GET", List.of("/v1/x"), parameters);
		assertThat(request.isSignedBy(SignedRequest.sign("s", "1\nn\nGET\n/v1/x\nd=\uff5e\nd=\ud83d\ude00"), "s"))
			.isTrue();
		assertThat(request.isSignedBy(SignedRequest.sign("s", "1\nn\nGET\n/v1/x\nd=\ud83d\ude00\nd=\uff5e"), "s"))
			.isTrue();
	}

	private static RequestSignature at(String timestamp) {
		return new RequestSignature(timestamp, "n", "GET", List.of("/v1/x"), Map.of());
	}

	record Vector(String name, String secret, String timestamp, String nonce, String method, String path,
			Map<String, String[]> params, String signature) {

		RequestSignature request() {
			return new RequestSignature(this.timestamp, this.nonce, this.method, List.of(this.path), this.params);
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
