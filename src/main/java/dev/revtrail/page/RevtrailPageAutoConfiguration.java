package dev.revtrail.page;

import java.time.Clock;
import java.util.Optional;

import dev.revtrail.CallerResolver;
import dev.revtrail.ChangeLog;
import dev.revtrail.EventLog;
import dev.revtrail.EventTypes;
import dev.revtrail.PatientAccess;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordTypes;
import dev.revtrail.web.ConditionalOnContracts;
import dev.revtrail.web.export.EntryExport;
import dev.revtrail.web.report.AccessReportParser;
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
 * Serves the data of the audit page, where the host switches it on. Without a
 * {@link CallerResolver}, every request is answered with 401.
 */
@AutoConfiguration(afterName = { "dev.revtrail.envers.boot.RevtrailEnversAutoConfiguration",
		"dev.revtrail.security.RevtrailSecurityAutoConfiguration" })
@ConditionalOnContracts
@ConditionalOnBean({ ChangeLog.class, RecordHistory.class, RecordTypes.class, EventTypes.class })
@ConditionalOnBooleanProperty(name = "revtrail.page.enabled")
@EnableConfigurationProperties(PageProperties.class)
@ImportRuntimeHints(PageHints.class)
public final class RevtrailPageAutoConfiguration {

	@Bean
	PageTypes revtrailPageTypes(RecordTypes types, EventTypes events, PageProperties properties) {
		return new PageTypes(types, events, properties);
	}

	@Bean
	@ConditionalOnMissingBean
	PageDataController revtrailPageDataController(ChangeLog log, RecordHistory history, RecordTypes types,
			EventTypes events, PageProperties properties, PageTypes pageTypes, ApplicationContext messages,
			ObjectProvider<EventLog> eventLog, ObjectProvider<CallerResolver> callers, ObjectProvider<Clock> clock,
			ObjectProvider<PatientAccess> patients) {
		boolean exports = eventLog.stream().findAny().isPresent();
		return new PageDataController(log, history, types, events,
				new PageSettings(properties, pageTypes, events, messages, exports),
				callers.getIfAvailable(() -> Optional::empty), clock.getIfUnique(Clock::systemUTC),
				new PatientReaders(patients.getIfAvailable()));
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(EventLog.class)
	PageExportController revtrailPageExportController(ChangeLog log, EventLog eventLog, RecordTypes types,
			EventTypes events, ObjectProvider<CallerResolver> callers, ObjectProvider<Clock> clock) {
		return new PageExportController(new EntryExport(log, eventLog, clock.getIfUnique(Clock::systemUTC)), log, types,
				events, callers.getIfAvailable(() -> Optional::empty));
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(EventLog.class)
	PageAccessReportController revtrailPageAccessReportController(ChangeLog log, EventLog eventLog, EventTypes events,
			ApplicationContext messages, ObjectProvider<CallerResolver> callers, ObjectProvider<Clock> clocks) {
		Clock clock = clocks.getIfUnique(Clock::systemUTC);
		return new PageAccessReportController(new EntryExport(log, eventLog, clock),
				new AccessReportParser(new WatchedChangeLog(log), events, messages, clock),
				callers.getIfAvailable(() -> Optional::empty));
	}

	@Bean
	PageAssets revtrailPageAssets() {
		return PageAssets.load();
	}

	@Bean
	PageAssetsConfigurer revtrailPageAssetsConfigurer(PageProperties properties, PageAssets assets) {
		return new PageAssetsConfigurer(properties.path(), assets);
	}

	@Bean
	@ConditionalOnMissingBean
	PageController revtrailPageController(ObjectProvider<CallerResolver> callers, PageProperties properties,
			PageAssets assets) {
		return new PageController(callers.getIfAvailable(() -> Optional::empty), properties, assets);
	}

	@Bean
	ContractErrorFilter revtrailPageDataErrorFilter(PageProperties properties, Environment environment) {
		return ContractErrorFilter.of(environment, properties.path() + "/data", ErrorForm.HINT);
	}

}
