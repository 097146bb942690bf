package dev.clinic.api;

import java.time.Instant;
import java.util.List;

import dev.clinic.security.AccessRules;
import dev.revtrail.SettableClock;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Applies the clinic's access rules to users that a test makes up, and lets tests set the
 * time.
 */
@TestConfiguration(proxyBeanMethods = false)
class ApiTestSecurity {

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	SecurityFilterChain madeUpUsers(HttpSecurity http, List<AccessRules> rules) throws Exception {
		return http.securityMatcher("/api/**")
			.csrf(AbstractHttpConfigurer::disable)
			.authorizeHttpRequests((requests) -> {
				rules.forEach((rule) -> rule.apply(requests));
				requests.anyRequest().denyAll();
			})
			.build();
	}

	@Bean
	SettableClock clock() {
		return new SettableClock(Instant.parse("2030-02-22T10:00:00Z"));
	}

}
