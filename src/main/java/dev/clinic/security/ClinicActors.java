package dev.clinic.security;

import java.util.Optional;

import dev.clinic.record.ClinicPrincipal;
import dev.revtrail.Actor;
import dev.revtrail.security.ActorMapping;

import org.springframework.security.core.Authentication;

/**
 * The clinic's users as actors of its change log.
 */
class ClinicActors implements ActorMapping {

	private final Accounts accounts;

	ClinicActors(Accounts accounts) {
		this.accounts = accounts;
	}

	@Override
	public Optional<Actor> actorOf(Authentication authentication) {
		return (authentication.getPrincipal() instanceof ClinicPrincipal user) ? Optional.of(actorOf(user))
				: Optional.empty();
	}

	@Override
	public Optional<Actor> actorNamed(String name) {
		return this.accounts.withEmail(name).map((account) -> actorOf(account.principal()));
	}

	private static Actor actorOf(ClinicPrincipal user) {
		return new Actor(Long.toString(user.userId()), Actor.Type.USER, user.name(), user.email(),
				user.organizationId(), user.brand());
	}

}
