package dev.revtrail.envers.hospital;

import java.time.Clock;
import java.time.Instant;

import dev.revtrail.SettableClock;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * The application. Its clock stands still until a test moves it.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class Hospital {

	@Bean
	Clock clock() {
		return new SettableClock(Instant.parse("2026-03-01T08:00:00.123456Z"));
	}

}
