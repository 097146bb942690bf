package dev.clinic.security;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/**
 * Says who may call what. Each part of the clinic that is called over HTTP provides a
 * bean; what no rule names is denied.
 */
@FunctionalInterface
public interface AccessRules {

	/**
	 * Adds rules.
	 * @param requests where to add them
	 */
	void apply(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests);

}
