package dev.clinic.api;

import java.time.Instant;

import dev.revtrail.SettableClock;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Lets tests set the time.
 */
@TestConfiguration(proxyBeanMethods = false)
class ApiTestClock {

	@Bean
	SettableClock clock() {
		return new SettableClock(Instant.parse("2030-02-22T10:00:00Z"));
	}

}
