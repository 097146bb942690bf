package dev.revtrail.security;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

import dev.revtrail.Actor;
import dev.revtrail.ActorResolver;
import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import dev.revtrail.Scope;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Takes actors and callers from the security context of the current thread. An anonymous
 * authentication is neither.
 */
class AuthenticatedCallers implements ActorResolver, CallerResolver {

	private static final Log logger = LogFactory.getLog(AuthenticatedCallers.class);

	private final AtomicBoolean warned = new AtomicBoolean();

	private final AuthenticationTrustResolver trust = new AuthenticationTrustResolverImpl();

	private final ActorMapping actors;

	private final AuthorityMapping authorities;

	private final CredentialMapping credentials;

	AuthenticatedCallers(ActorMapping actors, AuthorityMapping authorities, CredentialMapping credentials) {
		this.actors = actors;
		this.authorities = authorities;
		this.credentials = credentials;
	}

	@Override
	public Optional<Actor> currentActor() {
		return authentication().flatMap(this.actors::actorOf);
	}

	@Override
	public Optional<Caller> currentCaller() {
		return authentication().flatMap((authentication) -> this.actors.actorOf(authentication)
			.map((actor) -> callerOf(actor, authentication)));
	}

	private Optional<Authentication> authentication() {
		return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
			.filter(this.trust::isAuthenticated);
	}

	private Caller callerOf(Actor actor, Authentication authentication) {
		Set<String> authorities = authoritiesOf(authentication);
		if (actor.organizationId() == null && authorities.contains(Caller.AUDIT_READ)
				&& !authorities.contains(Caller.AUDIT_ALL) && this.warned.compareAndSet(false, true)) {
			logger.warn("Callers with AUDIT_READ who have no organization, such as "
					+ actor.type().name().toLowerCase(Locale.ROOT) + " " + actor.id()
					+ ", see no entry. An ActorMapping says which organization they belong to; "
					+ "where there are none, give them AUDIT_ALL.");
		}
		return new Caller(actor, scopeOf(actor, authorities), authorities,
				this.credentials.credentialOf(authentication).orElse(null));
	}

	private static Scope scopeOf(Actor actor, Set<String> authorities) {
		if (authorities.contains(Caller.AUDIT_ALL)) {
			return Scope.everything();
		}
		return (actor.organizationId() != null) ? Scope.organization(actor.organizationId()) : Scope.nothing();
	}

	private Set<String> authoritiesOf(Authentication authentication) {
		return authentication.getAuthorities()
			.stream()
			.map(GrantedAuthority::getAuthority)
			.filter(Objects::nonNull)
			.flatMap((authority) -> this.authorities.allowedBy(authority).stream())
			.collect(Collectors.toUnmodifiableSet());
	}

}
