package dev.revtrail.security;

import java.time.Clock;
import java.util.Optional;

import dev.revtrail.EventLog;
import dev.revtrail.RecordTypes;
import dev.revtrail.context.ChangeContext;
import dev.revtrail.context.RequestCredential;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.security.authorization.AuthorizationEventPublisher;
import org.springframework.security.authorization.SpringAuthorizationEventPublisher;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Records sign-ins, failed ones among them, and denied requests, if the host uses Spring
 * Security.
 */
@AutoConfiguration(after = RevtrailSecurityAutoConfiguration.class,
		afterName = "dev.revtrail.envers.boot.RevtrailEnversAutoConfiguration")
@ConditionalOnClass(SecurityContextHolder.class)
@ConditionalOnBean({ EventLog.class, RecordTypes.class })
@EnableConfigurationProperties(SignInProperties.class)
public final class SecurityEventsAutoConfiguration {

	private static final int MOST_CREDENTIALS = 10_000;

	@Bean
	FailedSignIns revtrailFailedSignIns(EventLog events, SignInProperties properties, ObjectProvider<Clock> clock) {
		return new FailedSignIns(events, properties.failedSignIns(), properties.failedSignInWindow(),
				clock.getIfUnique(Clock::systemUTC));
	}

	@Bean
	SecurityEvents revtrailSecurityEvents(EventLog events, ActorMapping mapping, RecordTypes types,
			ChangeContext context, SignInProperties properties, ObjectProvider<RequestCredential> credential,
			FailedSignIns failures, ObjectProvider<Clock> clock) {
		return new SecurityEvents(events, mapping, types, context, properties,
				credential.getIfAvailable(() -> Optional::empty),
				new SeenCredentials(properties.signInWindow(), MOST_CREDENTIALS, clock.getIfUnique(Clock::systemUTC)),
				failures);
	}

	@Bean
	@ConditionalOnMissingBean
	AuthorizationEventPublisher revtrailAuthorizationEventPublisher(ApplicationEventPublisher publisher) {
		return new SpringAuthorizationEventPublisher(publisher);
	}

}
