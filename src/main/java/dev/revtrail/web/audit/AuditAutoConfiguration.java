package dev.revtrail.web.audit;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;

import dev.revtrail.CallerResolver;
import dev.revtrail.ChangeLog;
import dev.revtrail.EventTypes;
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
 * Serves the change log as contract 2 has it, where the host switches it on. Without a
 * {@link CallerResolver}, every request is answered with 401.
 */
@AutoConfiguration(afterName = { "dev.revtrail.envers.boot.RevtrailEnversAutoConfiguration",
		"dev.revtrail.security.RevtrailSecurityAutoConfiguration" })
@ConditionalOnContracts
@ConditionalOnBean({ ChangeLog.class, RecordTypes.class, EventTypes.class })
@ConditionalOnBooleanProperty(name = "revtrail.web.audit.enabled")
@EnableConfigurationProperties(AuditProperties.class)
public final class AuditAutoConfiguration {

	private final AuditErrors errors;

	AuditAutoConfiguration(ObjectProvider<Clock> clock) {
		this.errors = new AuditErrors(clock.getIfUnique(Clock::systemUTC));
	}

	@Bean
	@ConditionalOnMissingBean
	AuditController revtrailAuditController(ChangeLog log, OrganizationTree organizations, RecordTypes types,
			EventTypes events, ObjectProvider<CallerResolver> callers, AuditProperties properties) {
		return new AuditController(log, organizations, callers.getIfAvailable(() -> Optional::empty),
				new AuditRequestParser(types, events), properties.instance(), this.errors);
	}

	@Bean
	ContractDocument revtrailAuditDocument() {
		return new ContractDocument("audit", Map.of());
	}

	@Bean
	ContractErrorFilter revtrailAuditErrorFilter(Environment environment) {
		return ContractErrorFilter.of(environment, "/*/*/audit", this.errors);
	}

}
