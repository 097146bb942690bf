package dev.revtrail;

import java.util.Optional;

/**
 * Resolves the actor of the current thread. A host with its own security provides a bean;
 * with Spring Security the library has one that takes the authenticated user.
 */
@FunctionalInterface
public interface ActorResolver {

	/**
	 * Returns the current actor.
	 * @return the actor, or empty if not known
	 */
	Optional<Actor> currentActor();

}
