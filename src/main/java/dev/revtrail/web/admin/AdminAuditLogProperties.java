package dev.revtrail.web.admin;

import dev.revtrail.web.request.ContractErrorFilter;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of contract 3.
 *
 * @param enabled whether it is served at all
 * @param path the path of the list, beginning and not ending with a slash
 */
@ConfigurationProperties("revtrail.web.admin-audit-log")
record AdminAuditLogProperties(@DefaultValue("false") boolean enabled,
		@DefaultValue("/v1/admin/audit-log") String path) {

	AdminAuditLogProperties {
		ContractErrorFilter.checkPath("revtrail.web.admin-audit-log.path", path, "/v1/admin/audit-log");
	}

}
