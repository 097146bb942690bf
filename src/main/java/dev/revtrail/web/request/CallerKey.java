package dev.revtrail.web.request;

import java.util.Arrays;

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

	/** Returns a text that stands for this key on all nodes and gives nothing away. */
	String digest() {
		StringBuilder text = new StringBuilder();
		for (String part : Arrays.asList(this.type.name(), this.organizationId, this.id, this.credential)) {
			text.append((part != null) ? part.length() + ":" + part : "-").append(' ');
		}
		return Sha256.hex(text.toString());
	}

}
