package example.club;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;

/**
 * Issues tokens, good ones and others, and publishes the key that verifies the good ones.
 */
final class IdentityProvider implements AutoCloseable {

	static final String ISSUER = "https://id.example";

	static final String AUDIENCE = "club-log";

	private final RSAKey key = key("of-today");

	private final RSAKey stranger = key("of-nobody");

	private final HttpServer server;

	IdentityProvider() {
		byte[] keys = new JWKSet(this.key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/keys", (exchange) -> {
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, keys.length);
			exchange.getResponseBody().write(keys);
			exchange.close();
		});
		this.server.start();
	}

	String keysAddress() {
		return "http://localhost:" + this.server.getAddress().getPort() + "/keys";
	}

	/** What a good token of a club's member claims. */
	static JWTClaimsSet.Builder claims(String club, String scope) {
		Instant now = Instant.now();
		return new JWTClaimsSet.Builder().subject("member-of-" + club)
			.issuer(ISSUER)
			.audience(AUDIENCE)
			.issueTime(Date.from(now))
			.notBeforeTime(Date.from(now.minusSeconds(5)))
			.expirationTime(Date.from(now.plusSeconds(300)))
			.claim("club", club)
			.claim("scope", scope);
	}

	String issue(JWTClaimsSet.Builder claims) {
		return signed(JWSAlgorithm.RS256, this.key.getKeyID(), signer(this.key), claims);
	}

	/** Signed by another key under the name of ours. */
	String forged(JWTClaimsSet.Builder claims) {
		return signed(JWSAlgorithm.RS256, this.key.getKeyID(), signer(this.stranger), claims);
	}

	/** Returns a token signed by a key that is not published. */
	String ofUnknownKey(JWTClaimsSet.Builder claims) {
		return signed(JWSAlgorithm.RS256, this.stranger.getKeyID(), signer(this.stranger), claims);
	}

	/**
	 * The public key taken for a shared secret, in each form that a verifier may hold.
	 */
	String confused(JWTClaimsSet.Builder claims, boolean encoded) {
		try {
			byte[] secret = encoded ? this.key.toRSAPublicKey().getEncoded()
					: this.key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
			return signed(JWSAlgorithm.HS256, this.key.getKeyID(), new MACSigner(secret), claims);
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static String unsigned(JWTClaimsSet.Builder claims) {
		return new PlainJWT(claims.build()).serialize();
	}

	private static String signed(JWSAlgorithm algorithm, String keyId, JWSSigner signer, JWTClaimsSet.Builder claims) {
		try {
			SignedJWT token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims.build());
			token.sign(signer);
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static JWSSigner signer(RSAKey key) {
		try {
			return new RSASSASigner(key);
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static RSAKey key(String id) {
		try {
			return new RSAKeyGenerator(2048).keyID(id).generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
