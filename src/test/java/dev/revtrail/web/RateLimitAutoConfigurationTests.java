package dev.revtrail.web;

import java.time.Instant;

import dev.revtrail.RateLimiter;
import dev.revtrail.web.request.RequestLimits;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("h2")
class RateLimitAutoConfigurationTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(RevtrailWebAutoConfiguration.class, RateLimitAutoConfiguration.class));

	@Test
	void setsNoLimitByDefaultNorWhenRevtrailIsOff() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(RateLimitFilter.class));
		this.runner.withPropertyValues("revtrail.web.rate-limit.enabled=true", "revtrail.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(RateLimitFilter.class));
	}

	@Test
	void limitsWhereTheHostWantsIt() {
		this.runner.withPropertyValues("revtrail.web.rate-limit.enabled=true")
			.run((context) -> assertThat(context.getBeansOfType(RateLimitFilter.class)).hasSize(2));
	}

	@Test
	void asksTheHostsLimiter() {
		RateLimiter.Allowance none = new RateLimiter.Allowance(7, 0, Instant.EPOCH, false);
		this.runner.withBean(RateLimiter.class, () -> (client, requests) -> none)
			.withPropertyValues("revtrail.web.rate-limit.enabled=true")
			.run((context) -> {
				MockHttpServletResponse response = new MockHttpServletResponse();
				assertThat(context.getBean(RequestLimits.class).allow(new MockHttpServletRequest(), response))
					.isFalse();
				assertThat(response.getHeader("X-CareHQ-RateLimit-Limit")).isEqualTo("7");
			});
	}

	@ParameterizedTest
	@CsvSource({ "requests=0, takes a number from 1", "period=0s, takes whole seconds",
			"period=1500ms, takes whole seconds" })
	void aLimitThatIsNoneStopsTheStart(String property, String message) {
		this.runner.withPropertyValues("revtrail.web.rate-limit.enabled=true", "revtrail.web.rate-limit." + property)
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining(message));
	}

}
