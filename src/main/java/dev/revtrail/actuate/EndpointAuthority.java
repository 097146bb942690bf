package dev.revtrail.actuate;

import java.util.Optional;

import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * What the caller of an endpoint must be allowed to.
 *
 * @param callers finds the caller; without one, no caller is allowed to
 * @param name the authority
 */
record EndpointAuthority(ObjectProvider<CallerResolver> callers, String name) {

	boolean isHeld() {
		CallerResolver resolver = this.callers.getIfAvailable();
		Optional<Caller> caller = (resolver != null) ? resolver.currentCaller() : Optional.empty();
		return caller.filter((present) -> present.may(this.name)).isPresent();
	}

	/** The answer to a caller who does not hold it. */
	WebEndpointResponse<Object> refusal() {
		return new WebEndpointResponse<>("This takes the authority " + this.name + ".", 403);
	}

}
