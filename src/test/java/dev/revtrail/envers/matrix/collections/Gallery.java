package dev.revtrail.envers.matrix.collections;

import java.time.Clock;
import java.time.Instant;

import dev.revtrail.SettableClock;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * The application that holds every kind of collection.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class Gallery {

	@Bean
	Clock clock() {
		return new SettableClock(Instant.parse("2026-03-01T08:00:00Z"));
	}

}
