package dev.clinic.security;

import java.net.http.HttpResponse;

import dev.clinic.RunningClinic;
import dev.clinic.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Signing in under a context path, and behind proxies that add a prefix and end TLS.
 */
@Tag("h2")
@TestPropertySource(properties = { "test.database.of=SignInBehindProxyTests", "server.servlet.context-path=/practice",
		"server.forward-headers-strategy=framework", "server.tomcat.remoteip.protocol-header=x-forwarded-proto" })
class SignInBehindProxyTests extends RunningClinic {

	@BeforeEach
	void setPasswords() {
		givePasswords();
	}

	@Test
	void everythingIsBelowTheContextPath() throws Exception {
		Visitor visitor = new Visitor(base() + "/practice");
		assertThat(visitor.destination(visitor.open("/"))).isEqualTo("/audit-log");
		HttpResponse<String> asked = visitor.open("/audit-log?type=USER");
		assertThat(visitor.destination(asked)).isEqualTo("/sign-in");
		assertThat(visitor.follow(asked).body()).contains("action=\"sign-in\"", "href=\"sign-in.css\"");
		assertThat(visitor.fetch("/sign-in.css").statusCode()).isEqualTo(200);

		assertThat(visitor.destination(visitor.signIn("owner@acme.example", PASSWORD)))
			.isEqualTo("/audit-log?type=USER");

		assertThat(visitor.session().orElseThrow().getPath()).isEqualTo("/practice");
		assertThat(visitor.fetch("/audit-log/data/settings").statusCode()).isEqualTo(200);
		HttpResponse<String> out = visitor.post("/sign-out", visitor.token(visitor.open("/sign-out")), "");
		assertThat(visitor.destination(out)).isEqualTo("/sign-in?signed-out");
	}

	@Test
	void aPrefixThatTheProxyTakesOffChangesNoRedirect() throws Exception {
		HttpResponse<String> announced = send(request("/practice/audit-log/x?type=USER").header("Accept", "text/html")
			.header("X-Forwarded-Prefix", "/outside"));
		HttpResponse<String> silent = send(request("/practice/audit-log/x?type=USER").header("Accept", "text/html"));

		assertThat(announced.headers().firstValue("Location")).contains("./../sign-in");
		assertThat(silent.headers().firstValue("Location")).contains("./../sign-in");
	}

	@Test
	void theCookieIsSecureWhereTheProxySpeaksHttps() throws Exception {
		HttpResponse<String> secure = send(request("/practice/sign-in").header("X-Forwarded-Proto", "https"));
		HttpResponse<String> plain = send(request("/practice/sign-in"));

		assertThat(secure.headers().firstValue("Set-Cookie").orElseThrow()).contains("; Secure", "; HttpOnly",
				"; SameSite=Lax");
		assertThat(plain.headers().firstValue("Set-Cookie").orElseThrow()).doesNotContain("Secure");
	}

}
