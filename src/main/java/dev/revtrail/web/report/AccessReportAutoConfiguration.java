package dev.revtrail.web.report;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;

import dev.revtrail.CallerResolver;
import dev.revtrail.ChangeLog;
import dev.revtrail.EventLog;
import dev.revtrail.EventTypes;
import dev.revtrail.RecordTypes;
import dev.revtrail.web.ConditionalOnContracts;
import dev.revtrail.web.ContractDocument;
import dev.revtrail.web.entry.LanguageHints;
import dev.revtrail.web.export.EntryExport;
import dev.revtrail.web.request.ContractErrorFilter;
import dev.revtrail.web.request.ErrorForm;
import dev.revtrail.web.request.WatchedChangeLog;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;

/**
 * Serves the access reports of patients. Without a {@link CallerResolver}, every request
 * is answered with 401.
 */
@AutoConfiguration(afterName = { "dev.revtrail.envers.boot.RevtrailEnversAutoConfiguration",
		"dev.revtrail.security.RevtrailSecurityAutoConfiguration" })
@ConditionalOnContracts
@ConditionalOnBean({ ChangeLog.class, EventLog.class, EventTypes.class, RecordTypes.class })
@ConditionalOnBooleanProperty(name = "revtrail.web.access-report.enabled", matchIfMissing = true)
@EnableConfigurationProperties(AccessReportProperties.class)
@ImportRuntimeHints(LanguageHints.class)
public final class AccessReportAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	AccessReportController revtrailAccessReportController(ChangeLog log, EventLog eventLog, EventTypes events,
			RecordTypes types, ApplicationContext messages, ObjectProvider<CallerResolver> callers,
			ObjectProvider<Clock> clocks) {
		Clock clock = clocks.getIfUnique(Clock::systemUTC);
		return new AccessReportController(new EntryExport(log, eventLog, clock),
				new AccessReportParser(new WatchedChangeLog(log), events, messages, clock), types,
				callers.getIfAvailable(() -> Optional::empty));
	}

	@Bean
	ContractDocument revtrailAccessReportDocument(AccessReportProperties properties) {
		return new ContractDocument("access-report", Map.of("/v1/patients", properties.path()));
	}

	@Bean
	ContractErrorFilter revtrailAccessReportErrorFilter(AccessReportProperties properties, Environment environment) {
		return ContractErrorFilter.of(environment, properties.path() + "/*/access-report", ErrorForm.HINT);
	}

}
