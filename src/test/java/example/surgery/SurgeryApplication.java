package example.surgery;

import java.util.Optional;

import dev.revtrail.Actor;
import dev.revtrail.security.ActorMapping;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/**
 * An application whose users sign in with a form.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class SurgeryApplication {

	@Bean
	SecurityFilterChain security(HttpSecurity http) {
		return http.csrf((csrf) -> csrf.disable())
			.formLogin(Customizer.withDefaults())
			.logout(Customizer.withDefaults())
			.authorizeHttpRequests(
					(requests) -> requests.requestMatchers("/staff").hasAuthority("STAFF").anyRequest().authenticated())
			.build();
	}

	@Bean
	UserDetailsService users() {
		return new InMemoryUserDetailsManager(
				User.withUsername("ann").password("{noop}secret").authorities("NOTHING").build());
	}

	@Bean
	ActorMapping actors() {
		return new ActorMapping() {

			@Override
			public Optional<Actor> actorOf(Authentication authentication) {
				return actorNamed(authentication.getName());
			}

			@Override
			public Optional<Actor> actorNamed(String name) {
				return name.equals("ann") ? Optional.of(new Actor("7", Actor.Type.USER, "Ann", null, "surgery", null))
						: Optional.empty();
			}

		};
	}

}
