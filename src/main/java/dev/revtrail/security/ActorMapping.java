package dev.revtrail.security;

import java.util.Optional;

import dev.revtrail.Actor;

import org.springframework.security.core.Authentication;

/**
 * Turns an authenticated user of Spring Security into an actor of the change log. A host
 * whose users have more than a name provides a bean: the actor's organization determines
 * the entries that its callers may read.
 */
@FunctionalInterface
public interface ActorMapping {

	/**
	 * Returns the actor that an authentication stands for.
	 * @param authentication a complete authentication that is not anonymous
	 * @return the actor, or empty if the host does not know it
	 */
	Optional<Actor> actorOf(Authentication authentication);

	/**
	 * Returns the actor with a sign-in name, so that failed attempts to sign in are
	 * recorded with the account that they were aimed at.
	 * @param name the name, as it was entered
	 * @return the actor, or nothing where there is no such account or the host does not
	 * say
	 */
	default Optional<Actor> actorNamed(String name) {
		return Optional.empty();
	}

}
