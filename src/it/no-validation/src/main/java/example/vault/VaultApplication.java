package example.vault;

import java.time.Clock;
import java.util.Optional;

import dev.revtrail.Action;
import dev.revtrail.Caller;
import dev.revtrail.EventType;
import dev.revtrail.RecordRef;
import dev.revtrail.context.AttemptedChange;
import dev.revtrail.event.RequestTargets;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

@SpringBootApplication
public class VaultApplication {

	public static void main(String[] args) {
		SpringApplication.run(VaultApplication.class, args);
	}

	@Bean
	Clock clock() {
		return new VaultClock();
	}

	@Bean
	EventType sealBroken() {
		return EventType.of("SEAL_BROKEN", "Seal broken", "reason");
	}

	@Bean
	RequestTargets targets() {
		return (method, path) -> (method.equals("PUT") && path.startsWith("/letters/"))
				? Optional.of(new AttemptedChange(Action.UPDATE, new RecordRef("LETTER", path.substring("/letters/".length()))))
				: Optional.empty();
	}

	@Bean
	SecurityFilterChain security(HttpSecurity http) {
		return http.csrf((csrf) -> csrf.disable())
			.formLogin(Customizer.withDefaults())
			.httpBasic(Customizer.withDefaults())
			.logout(Customizer.withDefaults())
			.authorizeHttpRequests((requests) -> requests.requestMatchers("/closed")
				.hasAuthority("KEY")
				.anyRequest()
				.authenticated())
			.build();
	}

	@Bean
	UserDetailsService users() {
		return new InMemoryUserDetailsManager(User.withUsername("ann")
			.password("{noop}secret")
			.authorities(Caller.AUDIT_READ, Caller.AUDIT_ALL, Caller.AUDIT_EXPORT)
			.build());
	}

}
