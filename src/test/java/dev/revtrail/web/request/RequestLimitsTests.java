package dev.revtrail.web.request;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.revtrail.Actor;
import dev.revtrail.Caller;
import dev.revtrail.RateLimiter;
import dev.revtrail.RateLimiter.Client;
import dev.revtrail.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("unit")
class RequestLimitsTests {

	private static final Caller ANN = new Caller(Actor.user("ann"), Scope.organization("acme"), Set.of(), "key-1");

	private final Clock clock = Clock.fixed(Instant.parse("2026-03-01T12:00:30Z"), ZoneOffset.UTC);

	private final List<Client> clients = new ArrayList<>();

	private final List<Caller> throttled = new ArrayList<>();

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private RateLimiter shared = (client, requests) -> {
		this.clients.add(client);
		return new RateLimiter.Allowance(9, 0, Instant.parse("2026-03-01T12:01:00Z"), requests == 1);
	};

	@AfterEach
	void leaveTheRequest() {
		RequestContextHolder.resetRequestAttributes();
	}

	@Test
	void aHostsLimiterIsAskedOnceForEachRequestAndOnceForEachFurtherRead() {
		RequestLimits limits = limits(ANN);
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(this.request, this.response));
		assertThat(RequestLimits.allowMore(1)).isTrue();
		assertThat(limits.allow(this.request, this.response)).isTrue();
		assertThat(limits.allow(this.request, this.response)).isTrue();
		assertThat(RequestLimits.allowMore(0)).isTrue();
		assertThat(this.throttled).isEmpty();

		assertThat(RequestLimits.allowMore(2)).isFalse();
		assertThat(this.response.getHeader("Retry-After")).isEqualTo("30");
		assertThat(this.response.getHeader("X-CareHQ-RateLimit-Limit")).isEqualTo("9");
		assertThat(this.throttled).containsExactly(ANN);
		assertThat(this.clients).hasSize(2).allSatisfy((client) -> {
			assertThat(client.known()).isTrue();
			assertThat(client.key()).matches("[0-9a-f]{64}");
		});
	}

	@Test
	void strangersAreTheirNetwork() {
		for (String address : List.of("203.0.113.7", "2001:db8::1", "2001:db8::2:1%eth0")) {
			MockHttpServletRequest request = new MockHttpServletRequest();
			request.setRemoteAddr(address);
			assertThat(limits(null).allow(request, this.response)).isTrue();
		}
		assertThat(this.clients).containsExactly(new Client(false, "203.0.113.7"),
				new Client(false, "2001:db8:0:0:0:0:0:0/64"), new Client(false, "2001:db8:0:0:0:0:0:0/64"));
	}

	@Test
	void whereTheSharedOneFailsTheNodeCountsByItself() {
		this.shared = (client, requests) -> {
			throw new IllegalStateException("out of reach");
		};
		RequestLimits limits = limits(ANN);
		assertThat(limits.allow(this.request, this.response)).isTrue();
		assertThat(this.response.getHeader("X-CareHQ-RateLimit-Remaining")).isEqualTo("1");
		assertThat(limits.allow(new MockHttpServletRequest(), this.response)).isTrue();
		assertThat(limits.allow(new MockHttpServletRequest(), this.response)).isFalse();
	}

	private RequestLimits limits(Caller caller) {
		return new RequestLimits(() -> Optional.ofNullable(caller), this.shared,
				new LocalRateLimiter(2, Duration.ofMinutes(1), this.clock), this.throttled::add, this.clock);
	}

}
