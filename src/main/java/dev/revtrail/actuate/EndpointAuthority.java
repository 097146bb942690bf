package dev.revtrail.actuate;

import java.util.Optional;
import java.util.function.Supplier;

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

	/**
	 * Does what a caller asks for who holds it.
	 * @param work what to do; an {@link IllegalArgumentException} is the caller's mistake
	 * @param answer makes the answer
	 * @return the answer with 202; 403 without the authority, 400 for a mistake
	 */
	WebEndpointResponse<Object> accept(Runnable work, Supplier<?> answer) {
		if (!isHeld()) {
			return new WebEndpointResponse<>("This takes the authority " + this.name + ".", 403);
		}
		try {
			work.run();
		}
		catch (IllegalArgumentException ex) {
			return new WebEndpointResponse<>(String.valueOf(ex.getMessage()), WebEndpointResponse.STATUS_BAD_REQUEST);
		}
		return new WebEndpointResponse<>(answer.get(), 202);
	}

}
