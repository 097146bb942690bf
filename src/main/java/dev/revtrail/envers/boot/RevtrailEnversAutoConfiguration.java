package dev.revtrail.envers.boot;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import javax.sql.DataSource;

import dev.revtrail.BulkChanges;
import dev.revtrail.ChangeLog;
import dev.revtrail.Diagnostics;
import dev.revtrail.EventLog;
import dev.revtrail.OrganizationTree;
import dev.revtrail.RecordTypes;
import dev.revtrail.context.ChangeContext;
import dev.revtrail.context.HostCode;
import dev.revtrail.envers.DefaultRevision;
import dev.revtrail.envers.baseline.BaselineConfiguration;
import dev.revtrail.envers.baseline.BaselineSettings;
import dev.revtrail.envers.bulk.detect.BulkDetector;
import dev.revtrail.envers.capture.Capture;
import dev.revtrail.envers.count.CountConfiguration;
import dev.revtrail.envers.event.EventConfiguration;
import dev.revtrail.envers.event.EventRecorder;
import dev.revtrail.envers.event.EventSettings;
import dev.revtrail.envers.event.RecordingCheck;
import dev.revtrail.envers.feed.FeedConfiguration;
import dev.revtrail.envers.feed.FeedSettings;
import dev.revtrail.envers.index.IndexConfiguration;
import dev.revtrail.envers.index.LogObservations;
import dev.revtrail.envers.index.SeparateOrganizations;
import dev.revtrail.envers.index.TrackedPersistence;
import dev.revtrail.envers.log.LogConfiguration;
import dev.revtrail.envers.model.TrackedFactory;
import dev.revtrail.envers.purge.PurgeConfiguration;
import dev.revtrail.envers.reconciliation.ReconciliationConfiguration;
import dev.revtrail.envers.reconciliation.ReconciliationSettings;
import dev.revtrail.envers.schema.AuditColumnsCheck;
import dev.revtrail.envers.schema.RevtrailSchemaInitializer;
import dev.revtrail.retention.RetentionPolicies;
import io.micrometer.observation.ObservationRegistry;
import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;
import org.springframework.orm.jpa.persistenceunit.ManagedClassNameFilter;

/**
 * Capture and history, for the host's only or primary entity manager factory.
 */
@AutoConfiguration(after = HibernateJpaAutoConfiguration.class, before = DataJpaRepositoriesAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "revtrail.enabled", matchIfMissing = true)
@ConditionalOnBean(EntityManagerFactory.class)
@EnableConfigurationProperties(RevtrailProperties.class)
@Import({ BaselineConfiguration.class, CountConfiguration.class, EventConfiguration.class, FeedConfiguration.class,
		IndexConfiguration.class, LogConfiguration.class, PurgeConfiguration.class, ReconciliationConfiguration.class })
@ImportRuntimeHints(LibraryHints.class)
public final class RevtrailEnversAutoConfiguration {

	/** A node that gives no sign of life for so long no longer leads others. */
	private static final Duration LEASE = Duration.ofSeconds(6);

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static Tracking revtrailTracking(Environment environment, BeanFactory beans, ObjectProvider<ChangeContext> context,
			ObjectProvider<Clock> clock, ObjectProvider<OrganizationTree> organizations,
			ObjectProvider<ObservationRegistry> observations) {
		RevtrailProperties properties = properties(environment);
		// Late, as they may need the entity manager that needs this; once, as each change
		// asks for them
		return new Tracking(properties, new BulkDetector(HostCode.of(beans)), once(context::getObject),
				once(() -> clock.getIfUnique(Clock::systemUTC)),
				once(() -> organizations.getIfAvailable(SeparateOrganizations::new)),
				new LogObservations(once(() -> observations.getIfUnique(() -> ObservationRegistry.NOOP))),
				HostMigrations.of(properties.schema(), environment));
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static CaptureInstaller revtrailCaptureInstaller(Tracking tracking) {
		return new CaptureInstaller(tracking);
	}

	/**
	 * The installer adds the revision entity, which may be the host's; a scan must not
	 * add the library's.
	 */
	@Bean
	@ConditionalOnMissingBean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static ManagedClassNameFilter revtrailManagedClassNameFilter() {
		return (className) -> !className.equals(DefaultRevision.class.getName());
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnSingleCandidate(DataSource.class)
	RevtrailSchemaInitializer revtrailSchemaInitializer(DataSource dataSource, RevtrailProperties properties) {
		return new RevtrailSchemaInitializer(dataSource, properties.schema().initialize(),
				properties.schema().platform());
	}

	@Bean
	TrackedPersistence revtrailPersistence(ConfigurableListableBeanFactory beans, RevtrailProperties properties,
			Tracking tracking) {
		return TrackedBeans.persistence(beans, properties, tracking.observations());
	}

	/** The persistence is there once the session factory has been built. */
	@Bean
	Capture revtrailCapture(Tracking tracking, TrackedPersistence persistence) {
		return tracking.capture();
	}

	@Bean
	TrackedFactory revtrailFactory(Capture capture) {
		return capture.factory();
	}

	/**
	 * Hosts have it from {@link dev.revtrail.ChangeLog#bulk()}. It exists once the
	 * capture does.
	 */
	@Bean(defaultCandidate = false)
	BulkChanges revtrailBulkChanges(Tracking tracking, Capture capture) {
		return tracking.bulkChanges();
	}

	@Bean
	PoolNotice revtrailPoolNotice(TrackedPersistence persistence, RevtrailProperties properties,
			ObjectProvider<DataSourcePoolMetadataProvider> pools) {
		return new PoolNotice((properties.events().dataSource() != null) ? null : persistence.dataSource(),
				pools.stream().toList());
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "revtrail.startup-check", matchIfMissing = true)
	StartupCheck revtrailStartupCheck(TrackedFactory factory, EventRecorder events, TrackedPersistence persistence,
			RevtrailProperties properties) {
		return new StartupCheck(new RecordingCheck("start-up check", events, persistence),
				new AuditColumnsCheck(factory, properties.schema().auditTables()));
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "revtrail.events.configuration-changes", matchIfMissing = true)
	ConfigurationChanges revtrailConfigurationChanges(Environment environment, RecordTypes types, ChangeLog log,
			EventLog events) {
		return new ConfigurationChanges(environment, types, log, events);
	}

	@Bean
	@ConditionalOnMissingBean
	RecordTypes revtrailRecordTypes(Tracking tracking, Capture capture) {
		return tracking.recordTypes();
	}

	@Bean
	@ConditionalOnMissingBean
	Diagnostics revtrailDiagnostics(Tracking tracking, Capture capture) {
		return tracking.diagnostics();
	}

	@Bean
	StartupSummary revtrailStartupSummary(Diagnostics diagnostics, RevtrailProperties properties,
			ObjectProvider<RetentionPolicies> policies) {
		return new StartupSummary(diagnostics, properties.bulk().mode(), policies);
	}

	@Bean
	EventSettings revtrailEventSettings(RevtrailProperties properties, BeanFactory beans) {
		RevtrailProperties.Events events = properties.events();
		DataSource own = (events.dataSource() != null) ? beans.getBean(events.dataSource(), DataSource.class) : null;
		Map<String, Boolean> failing = new TreeMap<>();
		events.onFailure().forEach((type, policy) -> failing.put(type, policy == RevtrailProperties.OnFailure.FAIL));
		return new EventSettings(failing, own, events.timeout(), properties.shutdownTimeout());
	}

	@Bean
	FeedSettings revtrailFeedSettings(RevtrailProperties properties) {
		return new FeedSettings(properties.feed().gapTime(), LEASE, properties.feed().attempts());
	}

	@Bean
	BaselineSettings revtrailBaselineSettings(RevtrailProperties properties) {
		return new BaselineSettings(properties.baseline().recordTypes(), properties.baseline().batchSize(),
				properties.baseline().lease());
	}

	@Bean
	ReconciliationSettings revtrailReconciliationSettings(RevtrailProperties properties) {
		RevtrailProperties.Reconciliation reconciliation = properties.reconciliation();
		return new ReconciliationSettings(reconciliation.schedule(), reconciliation.batchSize(),
				reconciliation.lease());
	}

	/**
	 * Looks a bean up once. Without a lock, which a thread could hold while it waits for
	 * beans: two threads find the same one.
	 */
	private static <T> Supplier<T> once(Supplier<T> lookup) {
		AtomicReference<@Nullable T> found = new AtomicReference<>();
		return () -> {
			T known = found.get();
			if (known == null) {
				known = lookup.get();
				found.set(known);
			}
			return known;
		};
	}

	static RevtrailProperties properties(Environment environment) {
		return Binder.get(environment).bindOrCreate("revtrail", RevtrailProperties.class);
	}

}
