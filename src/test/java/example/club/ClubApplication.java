package example.club;

import java.util.Optional;
import java.util.Set;

import dev.revtrail.Actor;
import dev.revtrail.Caller;
import dev.revtrail.security.ActorMapping;
import dev.revtrail.security.AuthorityMapping;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The application, set up as the documentation has it.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class ClubApplication {

	@Bean
	SecurityFilterChain security(HttpSecurity http) {
		BearerTokenAuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();
		AuthenticationEntryPoint refusal = (request, response, failure) -> {
			challenge.commence(request, response, failure);
			response.sendError(response.getStatus());
		};
		return http.csrf(CsrfConfigurer::disable)
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.authorizeHttpRequests((requests) -> requests.requestMatchers("/v1/**", "/*/*/audit/**")
				.authenticated()
				.anyRequest()
				.denyAll())
			.oauth2ResourceServer((tokens) -> tokens.jwt(Customizer.withDefaults()).authenticationEntryPoint(refusal))
			.exceptionHandling((errors) -> errors.authenticationEntryPoint(refusal))
			.build();
	}

	@Bean
	ActorMapping actors() {
		return (authentication) -> (authentication instanceof JwtAuthenticationToken token)
				? Optional.of(new Actor(token.getName(), Actor.Type.USER, token.getToken().getClaimAsString("name"),
						token.getToken().getClaimAsString("email"), token.getToken().getClaimAsString("club"), null))
				: Optional.empty();
	}

	@Bean
	AuthorityMapping authorities() {
		return (authority) -> switch (authority) {
			case "SCOPE_log.read" -> Set.of(Caller.AUDIT_READ);
			case "SCOPE_log.operate" -> Set.of(Caller.AUDIT_READ, "platform:admin");
			default -> Set.of();
		};
	}

}
