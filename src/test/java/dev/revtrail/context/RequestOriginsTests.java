package dev.revtrail.context;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("unit")
class RequestOriginsTests {

	private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

	private final RequestOrigins origins = new RequestOrigins("clinic");

	private final MockHttpServletRequest request = new MockHttpServletRequest("PATCH", "/api/appointments/7");

	@Test
	void takesMethodPathAddressAndUserAgent() {
		this.request.setQueryString("secret=1");
		this.request.setRemoteAddr("192.0.2.7");
		this.request.addHeader("X-Forwarded-For", "203.0.113.9");
		this.request.addHeader("User-Agent", "curl/8");
		var origin = this.origins.of(this.request);
		assertThat(origin.actor()).isNull();
		assertThat(origin.source()).isEqualTo("clinic");
		assertThat(origin.request()).isNotNull();
		assertThat(origin.request().method()).isEqualTo("PATCH");
		assertThat(origin.request().path()).isEqualTo("/api/appointments/7");
		assertThat(origin.request().ipAddress()).isEqualTo("192.0.2.7");
		assertThat(origin.request().userAgent()).isEqualTo("curl/8");
	}

	@Test
	void prefersTheCallersRequestIdToTheTrace() {
		this.request.addHeader("X-Request-Id", "mine");
		this.request.addHeader("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01");
		assertThat(this.origins.of(this.request).requestId()).isEqualTo("mine");
		assertThat(this.origins.of(this.request).traceId()).isEqualTo(TRACE);
	}

	@Test
	void cleansAndCutsTheCallersRequestId() {
		this.request.addHeader("X-Request-Id", "a\r\nb\u0000\u0085\ud800" + "c".repeat(500));
		assertThat(this.origins.of(this.request).requestId()).isEqualTo("a b " + "c".repeat(124));
	}

	@Test
	void doesNotCutACharacterInHalf() {
		assertThat(RequestOrigins.clean("ab\ud83d\ude00", 3)).isEqualTo("ab");
	}

	@Test
	void makesAnIdInPlaceOfABlankOne() {
		this.request.addHeader("X-Request-Id", " \u0001 ");
		assertThat(this.origins.of(this.request).requestId()).hasSize(36);
	}

	@Test
	void takesTheTraceIdOfAValidTraceparent() {
		this.request.addHeader("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01");
		assertThat(this.origins.of(this.request).requestId()).isEqualTo(TRACE);
	}

	@Test
	void takesTheTraceIdOfALaterVersion() {
		this.request.addHeader("traceparent", "cc-" + TRACE + "-00f067aa0ba902b7-01-what-the-future-brings");
		assertThat(this.origins.of(this.request).requestId()).isEqualTo(TRACE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ff-" + TRACE + "-00f067aa0ba902b7-01", "00-" + TRACE + "-0000000000000000-01",
			"00-00000000000000000000000000000000-00f067aa0ba902b7-01", "00-" + TRACE + "-00f067aa0ba902b7-01-more",
			"00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01", "00-" + TRACE, "" })
	void makesAnIdWhereTheTraceparentIsInvalid(String traceparent) {
		this.request.addHeader("traceparent", traceparent);
		assertThat(this.origins.of(this.request).requestId()).hasSize(36).doesNotContain(TRACE);
		assertThat(this.origins.of(this.request).traceId()).isNull();
	}

	@Test
	void cutsLongPathsAndUserAgents() {
		this.request.setRequestURI("/" + "p".repeat(5000));
		this.request.addHeader("User-Agent", "u".repeat(5000));
		assertThat(this.origins.of(this.request).request()).isNotNull()
			.satisfies((details) -> assertThat(details.path()).hasSize(1000))
			.satisfies((details) -> assertThat(details.userAgent()).hasSize(500));
	}

}
