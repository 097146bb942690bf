package dev.revtrail.web;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the rate limit of the REST contracts.
 *
 * @param enabled whether requests are limited
 * @param requests how many requests each caller may make in a period
 * @param period the length of a period, in whole seconds
 */
@ConfigurationProperties("revtrail.web.rate-limit")
record RateLimitProperties(@DefaultValue("false") boolean enabled, @DefaultValue("600") int requests,
		@DefaultValue("1m") Duration period) {

	RateLimitProperties {
		if (requests < 1) {
			throw new IllegalArgumentException(
					"revtrail.web.rate-limit.requests takes a number from 1, not " + requests + ".");
		}
		if (period.toSeconds() < 1 || period.toNanosPart() != 0) {
			throw new IllegalArgumentException(
					"revtrail.web.rate-limit.period takes whole seconds, such as 1m, not " + period + ".");
		}
	}

}
