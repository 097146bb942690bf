package dev.revtrail.actuate;

import dev.revtrail.CallerResolver;
import dev.revtrail.Diagnostics;
import dev.revtrail.Recording;
import dev.revtrail.baseline.Baseline;
import dev.revtrail.feed.Feed;
import dev.revtrail.feed.SettledMark;
import dev.revtrail.reconciliation.Reconciliation;
import dev.revtrail.retention.RetentionPolicies;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configures the endpoints, and health and metrics of recording, of followers and of
 * baselines and reconciliations.
 */
@AutoConfiguration(afterName = "dev.revtrail.envers.boot.RevtrailEnversAutoConfiguration")
@ConditionalOnBean(Recording.class)
public final class RevtrailActuateAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
	static class HealthOfRecording {

		@Bean
		@ConditionalOnEnabledHealthIndicator("revtrail")
		RecordingHealthIndicator revtrailHealthIndicator(Recording recording, Feed feed) {
			return new RecordingHealthIndicator(recording, feed);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Endpoint.class)
	static class Endpoints {

		/** Whether it can be reached is a matter of the host's settings. */
		@Bean
		RevtrailEndpoint revtrailEndpoint(Diagnostics diagnostics, Recording recording, Feed feed,
				ObjectProvider<RetentionPolicies> policies) {
			return new RevtrailEndpoint(diagnostics, recording, feed, policies);
		}

		@Bean
		BaselineEndpoint revtrailBaselineEndpoint(Baseline baseline, ObjectProvider<CallerResolver> callers) {
			return new BaselineEndpoint(baseline, callers);
		}

		@Bean
		ReconciliationEndpoint revtrailReconciliationEndpoint(Reconciliation reconciliation,
				ObjectProvider<CallerResolver> callers) {
			return new ReconciliationEndpoint(reconciliation, callers);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterBinder.class)
	static class MetricsOfRecording {

		@Bean
		RecordingMetrics revtrailMetrics(Recording recording) {
			return new RecordingMetrics(recording);
		}

		@Bean
		SettledMarkMetrics revtrailSettledMetrics(SettledMark mark) {
			return new SettledMarkMetrics(mark);
		}

		@Bean
		BaselineMetrics revtrailBaselineMetrics(Baseline baseline) {
			return new BaselineMetrics(baseline);
		}

		@Bean
		ReconciliationMetrics revtrailReconciliationMetrics(Reconciliation reconciliation) {
			return new ReconciliationMetrics(reconciliation);
		}

		@Bean
		FollowerMetrics revtrailFollowerMetrics(Feed feed) {
			return new FollowerMetrics(feed);
		}

	}

}
