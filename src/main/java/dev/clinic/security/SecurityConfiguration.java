package dev.clinic.security;

import java.util.Optional;

import dev.revtrail.security.ActorMapping;
import dev.revtrail.security.CredentialMapping;
import dev.revtrail.web.ContractRefusals;
import jakarta.servlet.DispatcherType;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.DefaultAuthenticationEventPublisher;
import org.springframework.security.authentication.event.AuthenticationFailureBadCredentialsEvent;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Lets callers in by their API keys, and denies what no rule allows. There are no
 * sessions and no cookies, so that there is nothing for another site to forge; those of
 * the audit page are {@link PageSecurity}'s alone.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecretsProperties.class)
class SecurityConfiguration {

	@Bean
	SecurityFilterChain apiSecurity(HttpSecurity http, ApiKeyAuthenticator authenticator,
			ObjectProvider<AccessRules> rules, ContractRefusals contracts, AuthenticationEventPublisher events) {
		SecurityErrors errors = new SecurityErrors(contracts);
		RequestAttributeSecurityContextRepository contexts = new RequestAttributeSecurityContextRepository();
		return http.csrf(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.securityContext((context) -> context.securityContextRepository(contexts))
			.exceptionHandling((handling) -> handling.authenticationEntryPoint(errors).accessDeniedHandler(errors))
			.addFilterBefore(new ApiKeyFilter(authenticator, contexts, errors, events),
					AnonymousAuthenticationFilter.class)
			.authorizeHttpRequests((requests) -> {
				requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
				requests.requestMatchers("/actuator/health", "/actuator/health/**").permitAll();
				requests.requestMatchers("/graphql", "/graphql/**").permitAll();
				rules.orderedStream().forEach((rule) -> rule.apply(requests));
				requests.requestMatchers("/v1/**", "/*/*/audit", "/*/*/audit/**").authenticated();
				requests.anyRequest().denyAll();
			})
			.build();
	}

	/** Lets unknown methods through to where they are answered: rules deny by default. */
	@Bean
	HttpFirewall httpFirewall() {
		StrictHttpFirewall firewall = new StrictHttpFirewall();
		firewall.setUnsafeAllowAnyHttpMethod(true);
		return firewall;
	}

	/** Publishes each refusal, also those of the clinic's own kinds. */
	@Bean
	AuthenticationEventPublisher authenticationEvents(ApplicationEventPublisher publisher) {
		DefaultAuthenticationEventPublisher events = new DefaultAuthenticationEventPublisher(publisher);
		events.setDefaultAuthenticationFailureEvent(AuthenticationFailureBadCredentialsEvent.class);
		return events;
	}

	@Bean
	SecretCipher secretCipher(SecretsProperties properties) {
		return new SecretCipher(SecretsKey.of(properties));
	}

	@Bean
	ActorMapping clinicActors(Accounts accounts) {
		return new ClinicActors(accounts);
	}

	@Bean
	CredentialMapping clinicCredentials() {
		return (authentication) -> (authentication instanceof ApiKeyAuthentication byKey)
				? Optional.of(Long.toString(byKey.keyId())) : Optional.empty();
	}

}
