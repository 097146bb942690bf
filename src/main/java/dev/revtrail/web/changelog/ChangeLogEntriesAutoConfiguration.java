package dev.revtrail.web.changelog;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;

import dev.revtrail.CallerResolver;
import dev.revtrail.ChangeLog;
import dev.revtrail.EventLog;
import dev.revtrail.RecordTypes;
import dev.revtrail.web.ConditionalOnContracts;
import dev.revtrail.web.ContractDocument;
import dev.revtrail.web.entry.EntryView;
import dev.revtrail.web.export.EntryExport;
import dev.revtrail.web.export.EntryFilters;
import dev.revtrail.web.request.ContractErrorFilter;
import dev.revtrail.web.request.ErrorForm;
import dev.revtrail.web.request.TailReads;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Serves the change log as contract 1 has it. Without a {@link CallerResolver}, every
 * request is answered with 401.
 */
@AutoConfiguration(afterName = { "dev.revtrail.envers.boot.RevtrailEnversAutoConfiguration",
		"dev.revtrail.security.RevtrailSecurityAutoConfiguration" })
@ConditionalOnContracts
@ConditionalOnBean({ ChangeLog.class, RecordTypes.class })
@ConditionalOnBooleanProperty(name = "revtrail.web.change-log-entries.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ChangeLogEntriesProperties.class)
public final class ChangeLogEntriesAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ChangeLogEntriesController revtrailChangeLogEntriesController(ChangeLog log, RecordTypes types,
			ObjectProvider<CallerResolver> callers, ObjectProvider<TailReads> reads, Environment environment,
			ChangeLogEntriesProperties properties) {
		String application = EntryView.applicationName(environment);
		return new ChangeLogEntriesController(log, types, callers.getIfAvailable(() -> Optional::empty),
				new ListRequestParser(new EntryFilters(types, application)), new EntryView(application),
				reads.getIfAvailable(), properties.path());
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(EventLog.class)
	ExportController revtrailChangeLogEntriesExportController(ChangeLog log, EventLog events, RecordTypes types,
			ObjectProvider<CallerResolver> callers, ObjectProvider<Clock> clock, Environment environment) {
		String application = EntryView.applicationName(environment);
		return new ExportController(new EntryExport(log, events, clock.getIfUnique(Clock::systemUTC)),
				callers.getIfAvailable(() -> Optional::empty),
				new ListRequestParser(new EntryFilters(types, application)), new EntryView(application));
	}

	@Bean
	ContractDocument revtrailChangeLogEntriesDocument(ChangeLogEntriesProperties properties) {
		return new ContractDocument("change-log-entries", Map.of("/v1/change-log-entries", properties.path()));
	}

	@Bean
	ContractErrorFilter revtrailChangeLogEntriesErrorFilter(ChangeLogEntriesProperties properties,
			Environment environment) {
		return ContractErrorFilter.of(environment, properties.path(), ErrorForm.HINT);
	}

}
