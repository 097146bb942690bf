package dev.revtrail.web;

import java.time.Clock;
import java.util.Optional;

import dev.revtrail.CallerResolver;
import dev.revtrail.web.request.RateLimit;
import dev.revtrail.web.request.RequestLimits;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Limits the requests of each caller, if the host enables it.
 */
@AutoConfiguration(after = RevtrailWebAutoConfiguration.class)
@ConditionalOnContracts
@ConditionalOnBooleanProperty(name = "revtrail.web.rate-limit.enabled")
@EnableConfigurationProperties(RateLimitProperties.class)
public final class RateLimitAutoConfiguration {

	private static final int MOST_KEYS = 100_000;

	@Bean
	RequestLimits revtrailRequestLimits(RateLimitProperties properties, ObjectProvider<CallerResolver> callers,
			ObjectProvider<Clock> clock) {
		return new RequestLimits(() -> callers.getIfAvailable(() -> Optional::empty).currentCaller(),
				limit(properties, clock), limit(properties, clock));
	}

	@Bean
	RateLimitFilter revtrailRateLimitFilter(Contracts contracts, RequestLimits limits) {
		return RateLimitFilter.ofRequests(contracts, limits);
	}

	@Bean
	RateLimitFilter revtrailErrorRateLimitFilter(Contracts contracts, RequestLimits limits) {
		return RateLimitFilter.ofErrors(contracts, limits);
	}

	private static RateLimit limit(RateLimitProperties properties, ObjectProvider<Clock> clock) {
		return new RateLimit(properties.requests(), properties.period(), MOST_KEYS,
				clock.getIfUnique(Clock::systemUTC));
	}

}
