package dev.revtrail.security;

import java.util.Optional;
import java.util.Set;

import dev.revtrail.Actor;
import dev.revtrail.ActorResolver;
import dev.revtrail.CallerResolver;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Takes actors and callers from Spring Security, if the host uses it. By default an actor
 * is a user whose id is the authentication's name and who has no organization, so that no
 * one reads the change log unless the host configures more; authorities have the same
 * names as in the change log.
 */
@AutoConfiguration
@ConditionalOnClass(SecurityContextHolder.class)
@ConditionalOnBooleanProperty(name = "revtrail.enabled", matchIfMissing = true)
public final class RevtrailSecurityAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ActorMapping revtrailActorMapping() {
		return (authentication) -> Optional.of(authentication.getName())
			.filter((name) -> !name.isBlank())
			.map(Actor::user);
	}

	@Bean
	@ConditionalOnMissingBean
	AuthorityMapping revtrailAuthorityMapping() {
		return Set::of;
	}

	@Bean
	@ConditionalOnMissingBean
	CredentialMapping revtrailCredentialMapping() {
		return (authentication) -> Optional.empty();
	}

	@Bean
	@ConditionalOnMissingBean
	ActorResolver revtrailActorResolver(ActorMapping actors, AuthorityMapping authorities,
			CredentialMapping credentials) {
		AuthenticatedCallers callers = new AuthenticatedCallers(actors, authorities, credentials);
		return callers::currentActor;
	}

	@Bean
	@ConditionalOnMissingBean
	CallerResolver revtrailCallerResolver(ActorMapping actors, AuthorityMapping authorities,
			CredentialMapping credentials) {
		AuthenticatedCallers callers = new AuthenticatedCallers(actors, authorities, credentials);
		return callers::currentCaller;
	}

}
