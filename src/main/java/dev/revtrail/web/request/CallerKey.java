package dev.revtrail.web.request;

import dev.revtrail.Actor;
import dev.revtrail.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Identifies a caller with its credential, for limits.
 *
 * @param type the actor's type
 * @param organizationId the actor's organization; null for none
 * @param id the actor's id
 * @param credential the credential that it uses; null if credentials are not
 * distinguished
 */
public record CallerKey(Actor.Type type, @Nullable String organizationId, String id, @Nullable String credential) {

	/**
	 * Returns the key of a caller.
	 * @param caller the caller
	 * @return the key
	 */
	public static CallerKey of(Caller caller) {
		Actor actor = caller.actor();
		return new CallerKey(actor.type(), actor.organizationId(), actor.id(), caller.credential());
	}

}
