package dev.revtrail.graphql;

import java.time.Clock;
import java.util.Optional;

import dev.revtrail.CallerResolver;
import dev.revtrail.ChangeLog;
import dev.revtrail.EventTypes;
import dev.revtrail.RecordTypes;
import dev.revtrail.web.ConditionalOnContracts;
import dev.revtrail.web.request.ContractErrorFilter;
import graphql.GraphQL;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;

/**
 * Serves the change log as contract 4 has it, where the host switches it on. Without a
 * {@link CallerResolver}, no caller is known and the log cannot be read. No bean is of a
 * type that Spring GraphQL looks for, so that a host's own schema is left alone.
 */
@AutoConfiguration(afterName = { "dev.revtrail.envers.boot.RevtrailEnversAutoConfiguration",
		"dev.revtrail.security.RevtrailSecurityAutoConfiguration" })
@ConditionalOnContracts
@ConditionalOnClass(GraphQL.class)
@ConditionalOnBean({ ChangeLog.class, RecordTypes.class, EventTypes.class })
@ConditionalOnBooleanProperty(name = "revtrail.graphql.enabled")
@EnableConfigurationProperties(GraphQlProperties.class)
@ImportRuntimeHints(GraphQlHints.class)
public final class RevtrailGraphQlAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	GraphQlController revtrailGraphQlController(ChangeLog log, RecordTypes types, EventTypes events,
			ObjectProvider<CallerResolver> callers, ObjectProvider<Clock> clock, GraphQlProperties properties) {
		AuditLog auditLog = new AuditLog(log, types, events, properties.window(), clock.getIfUnique(Clock::systemUTC));
		return new GraphQlController(new GraphQlEngine(types, events, log, auditLog, properties),
				callers.getIfAvailable(() -> Optional::empty), properties);
	}

	@Bean
	ContractErrorFilter revtrailGraphQlErrorFilter(GraphQlProperties properties, Environment environment) {
		return ContractErrorFilter.of(environment, properties.path(), GraphQlRefusal.FORM);
	}

}
