package dev.clinic.security;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

import dev.clinic.organization.Organization;
import dev.clinic.organization.OrganizationRepository;
import dev.clinic.people.User;
import dev.clinic.record.ClinicPrincipal;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * Finds out on whose behalf a request with an API key is made. It asks the database each
 * time, so that a key or user that was switched off is refused at once.
 */
@Component
class ApiKeyAuthenticator {

	private final ApiKeyRepository keys;

	private final OrganizationRepository organizations;

	private final SignatureCheck signatures;

	ApiKeyAuthenticator(ApiKeyRepository keys, OrganizationRepository organizations, SignatureCheck signatures) {
		this.keys = keys;
		this.organizations = organizations;
		this.signatures = signatures;
	}

	/**
	 * Authenticates a request.
	 * @param request the request
	 * @return who makes it, or nothing when it carries no key
	 * @throws Refused when it carries a key that is not accepted
	 */
	Optional<Authentication> authenticate(HttpServletRequest request) {
		return authenticate(request, (key) -> this.signatures.check(request, key));
	}

	/**
	 * Authenticates a request that was authenticated before it waited.
	 * @param request the request
	 * @return who makes it, or nothing when it carries no key
	 * @throws Refused when its key is not accepted any more
	 */
	Optional<Authentication> authenticateAgain(HttpServletRequest request) {
		return authenticate(request, (key) -> {
		});
	}

	private Optional<Authentication> authenticate(HttpServletRequest request, Consumer<ApiKey> check) {
		return ApiKeyCredentials.keyOf(request).map((clear) -> {
			ApiKey key = this.keys.findByKeyHash(Sha256.hex(clear))
				.filter((found) -> found.isActive() && found.getUser().isActive())
				.orElseThrow(() -> new Refused("The API key is not valid."));
			Organization organization = this.organizations.findById(key.getOrganizationId())
				.filter(Organization::isActive)
				.orElseThrow(() -> new Refused("The API key is not valid."));
			check.accept(key);
			return new ApiKeyAuthentication(principalOf(key.getUser(), organization),
					Objects.requireNonNull(key.getId()));
		});
	}

	private static ClinicPrincipal principalOf(User user, Organization organization) {
		return new ClinicPrincipal(Objects.requireNonNull(user.getId()), user.getFullName(), user.getEmail(),
				user.getRole(), organization.getId(), organization.getBrand(),
				Authorities.of(user.getRole(), user.canViewAuditLog()));
	}

}
