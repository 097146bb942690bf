package dev.revtrail.web;

import java.time.Clock;
import java.util.Optional;

import dev.revtrail.CallerResolver;
import dev.revtrail.EventLog;
import dev.revtrail.RateLimiter;
import dev.revtrail.web.request.LocalRateLimiter;
import dev.revtrail.web.request.RequestLimits;
import dev.revtrail.web.request.ThrottledCallers;
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

	@Bean
	RequestLimits revtrailRequestLimits(RateLimitProperties properties, ObjectProvider<RateLimiter> limiter,
			ObjectProvider<CallerResolver> callers, ObjectProvider<EventLog> events, ObjectProvider<Clock> hostClock) {
		Clock clock = hostClock.getIfUnique(Clock::systemUTC);
		RateLimiter local = new LocalRateLimiter(properties.requests(), properties.period(), clock);
		EventLog log = events.getIfAvailable();
		return new RequestLimits(() -> callers.getIfAvailable(() -> Optional::empty).currentCaller(),
				limiter.getIfUnique(() -> local), local,
				(log != null) ? new ThrottledCallers(log, clock) : (caller) -> {
				}, clock);
	}

	@Bean
	RateLimitFilter revtrailRateLimitFilter(Contracts contracts, RequestLimits limits) {
		return RateLimitFilter.ofRequests(contracts, limits);
	}

	@Bean
	RateLimitFilter revtrailErrorRateLimitFilter(Contracts contracts, RequestLimits limits) {
		return RateLimitFilter.ofErrors(contracts, limits);
	}

}
