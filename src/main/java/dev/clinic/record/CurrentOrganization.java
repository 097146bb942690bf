package dev.clinic.record;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Supplies the organization whose records the current thread may see: that of the
 * signed-in user, or {@link #ANY} for the application's own work outside of requests. A
 * caller who is authenticated but is not a user of the clinic sees nothing.
 */
public class CurrentOrganization implements Supplier<String> {

	/** Stands for all organizations; no organization can have this id. */
	public static final String ANY = "*";

	private static final String NONE = "";

	@Override
	public String get() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		if (authentication == null) {
			return ANY;
		}
		return (authentication.getPrincipal() instanceof ClinicPrincipal principal) ? principal.organizationId() : NONE;
	}

	/**
	 * Returns the user who is signed in.
	 * @return the user, or null for the application's own work
	 */
	static @Nullable ClinicPrincipal principal() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		return (authentication != null && authentication.getPrincipal() instanceof ClinicPrincipal principal)
				? principal : null;
	}

}
