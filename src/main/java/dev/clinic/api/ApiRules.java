package dev.clinic.api;

import java.util.Set;

import dev.clinic.organization.FeatureToggle;
import dev.clinic.organization.Location;
import dev.clinic.organization.Organization;
import dev.clinic.organization.OrganizationInfo;
import dev.clinic.organization.OrganizationMembership;
import dev.clinic.scheduling.AppointmentSetting;
import dev.clinic.security.AccessRules;
import dev.clinic.security.ApiKey;
import dev.clinic.security.Authorities;
import org.hibernate.proxy.HibernateProxy;

import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.stereotype.Component;

/**
 * The access rules for {@code /api}. The application's filter chain applies these rules
 * to its requests and denies all others.
 */
@Component
class ApiRules implements AccessRules {

	private static final Set<Class<?>> ADMINISTRATION = Set.of(Organization.class, OrganizationInfo.class,
			OrganizationMembership.class, Location.class, FeatureToggle.class, AppointmentSetting.class);

	private static final String[] ADMINISTRATION_PATHS = { "/api/organizations/**", "/api/organization-infos/**",
			"/api/organization-memberships/**", "/api/locations/**", "/api/feature-toggles/**",
			"/api/appointment-settings/**" };

	@Override
	public void apply(
			AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
		requests.requestMatchers(HttpMethod.GET, "/api/api-keys/**").hasAuthority(Authorities.ADMINISTER);
		requests.requestMatchers(HttpMethod.HEAD, "/api/api-keys/**").hasAuthority(Authorities.ADMINISTER);
		requests.requestMatchers("/api/api-keys/**").hasAuthority(Authorities.API_KEYS_WRITE);
		requests.requestMatchers(HttpMethod.GET, "/api/**").hasAuthority(Authorities.RECORDS_READ);
		requests.requestMatchers(HttpMethod.HEAD, "/api/**").hasAuthority(Authorities.RECORDS_READ);
		requests.requestMatchers(HttpMethod.OPTIONS, "/api/**").hasAuthority(Authorities.RECORDS_READ);
		requests.requestMatchers(ADMINISTRATION_PATHS).hasAuthority(Authorities.ADMINISTER);
		requests
			.requestMatchers("/api/users/*/role", "/api/users/*/activate", "/api/users/*/deactivate",
					"/api/users/*/grant-audit-log", "/api/users/*/revoke-audit-log")
			.hasAuthority(Authorities.ADMINISTER);
		requests.requestMatchers("/api/**").hasAuthority(Authorities.RECORDS_WRITE);
	}

	/**
	 * Returns the authority that is required to write records of a type.
	 * @param type the record's class
	 * @return the authority's name
	 */
	static String toWrite(Class<?> type) {
		Class<?> entity = HibernateProxy.class.isAssignableFrom(type) ? type.getSuperclass() : type;
		if (entity == ApiKey.class) {
			return Authorities.API_KEYS_WRITE;
		}
		return ADMINISTRATION.contains(entity) ? Authorities.ADMINISTER : Authorities.RECORDS_WRITE;
	}

}
