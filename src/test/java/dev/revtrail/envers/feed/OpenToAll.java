package dev.revtrail.envers.feed;

import java.util.Optional;
import java.util.Set;

import dev.revtrail.Actor;
import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import dev.revtrail.Scope;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Lets everybody read the log.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class OpenToAll {

	@Bean
	CallerResolver everybody() {
		Caller caller = new Caller(Actor.user("reader"), Scope.everything(),
				Set.of(Caller.AUDIT_READ, "can_view_audit_log"));
		return () -> Optional.of(caller);
	}

	@Bean
	SecurityFilterChain open(HttpSecurity http) {
		return http.csrf((csrf) -> csrf.disable())
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.build();
	}

}
