package dev.revtrail.web.admin;

import java.util.Map;
import java.util.Optional;

import dev.revtrail.CallerResolver;
import dev.revtrail.ChangeLog;
import dev.revtrail.OrganizationTree;
import dev.revtrail.RecordTypes;
import dev.revtrail.web.ConditionalOnContracts;
import dev.revtrail.web.ContractDocument;
import dev.revtrail.web.request.ContractErrorFilter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Serves the change log as contract 3 has it, where the host switches it on. Without a
 * {@link CallerResolver}, every request is answered with 401.
 */
@AutoConfiguration(afterName = { "dev.revtrail.envers.boot.RevtrailEnversAutoConfiguration",
		"dev.revtrail.security.RevtrailSecurityAutoConfiguration" })
@ConditionalOnContracts
@ConditionalOnBean({ ChangeLog.class, RecordTypes.class })
@ConditionalOnBooleanProperty(name = "revtrail.web.admin-audit-log.enabled")
@EnableConfigurationProperties(AdminAuditLogProperties.class)
public final class AdminAuditLogAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	AdminAuditLogController revtrailAdminAuditLogController(ChangeLog log, RecordTypes types,
			OrganizationTree organizations, ObjectProvider<CallerResolver> callers) {
		return new AdminAuditLogController(log, callers.getIfAvailable(() -> Optional::empty),
				new AdminAuditLogRequestParser(types), new AdminAuditLogView(organizations));
	}

	@Bean
	ContractDocument revtrailAdminAuditLogDocument(AdminAuditLogProperties properties) {
		return new ContractDocument("admin-audit-log", Map.of("/v1/admin/audit-log", properties.path()));
	}

	@Bean
	ContractErrorFilter revtrailAdminAuditLogErrorFilter(AdminAuditLogProperties properties, Environment environment) {
		return ContractErrorFilter.of(environment, properties.path(), AdminErrors.FORM);
	}

}
