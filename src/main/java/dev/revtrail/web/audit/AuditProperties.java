package dev.revtrail.web.audit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of contract 2.
 *
 * @param enabled whether it is served at all
 * @param instance the name of the instance, the second segment of the path
 */
@ConfigurationProperties("revtrail.web.audit")
record AuditProperties(@DefaultValue("false") boolean enabled, @DefaultValue("live") String instance) {

	AuditProperties {
		if (!instance.matches("[A-Za-z0-9._~-]+")) {
			throw new IllegalArgumentException(
					"revtrail.web.audit.instance takes a name such as live, not '" + instance + "'.");
		}
	}

}
