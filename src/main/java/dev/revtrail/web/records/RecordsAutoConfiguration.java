package dev.revtrail.web.records;

import java.util.Map;
import java.util.Optional;

import dev.revtrail.CallerResolver;
import dev.revtrail.ChangeLog;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordTypes;
import dev.revtrail.web.ConditionalOnContracts;
import dev.revtrail.web.ContractDocument;
import dev.revtrail.web.entry.EntryView;
import dev.revtrail.web.request.ContractErrorFilter;
import dev.revtrail.web.request.ErrorForm;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Serves the history of records. Without a {@link CallerResolver}, every request is
 * answered with 401.
 */
@AutoConfiguration(afterName = { "dev.revtrail.envers.boot.RevtrailEnversAutoConfiguration",
		"dev.revtrail.security.RevtrailSecurityAutoConfiguration" })
@ConditionalOnContracts
@ConditionalOnBean({ ChangeLog.class, RecordHistory.class, RecordTypes.class })
@ConditionalOnBooleanProperty(name = "revtrail.web.records.enabled", matchIfMissing = true)
@EnableConfigurationProperties(RecordsProperties.class)
public final class RecordsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	HistoryView revtrailHistoryView(Environment environment) {
		return new HistoryView(new EntryView(EntryView.applicationName(environment)));
	}

	@Bean
	@ConditionalOnMissingBean
	RecordsController revtrailRecordsController(ChangeLog log, RecordHistory history, RecordTypes types,
			ObjectProvider<CallerResolver> callers, HistoryView view) {
		return new RecordsController(log, history, new TypeNames(types), callers.getIfAvailable(() -> Optional::empty),
				view);
	}

	@Bean
	@ConditionalOnMissingBean
	RevisionsController revtrailRevisionsController(ChangeLog log, ObjectProvider<CallerResolver> callers,
			HistoryView view) {
		return new RevisionsController(log, callers.getIfAvailable(() -> Optional::empty), view);
	}

	@Bean
	ContractDocument revtrailRecordsDocument(RecordsProperties properties) {
		return new ContractDocument("records", Map.of("/v1/records", properties.path(), "/v1/revisions",
				properties.revisionsPath(), "/v1/requests", properties.requestsPath()));
	}

	@Bean
	ContractErrorFilter revtrailRecordsErrorFilter(RecordsProperties properties, Environment environment) {
		return ContractErrorFilter.of(environment, properties.path(), ErrorForm.HINT);
	}

	@Bean
	ContractErrorFilter revtrailRevisionsErrorFilter(RecordsProperties properties, Environment environment) {
		return ContractErrorFilter.of(environment, properties.revisionsPath(), ErrorForm.HINT);
	}

	@Bean
	ContractErrorFilter revtrailRequestsErrorFilter(RecordsProperties properties, Environment environment) {
		return ContractErrorFilter.of(environment, properties.requestsPath(), ErrorForm.HINT);
	}

}
