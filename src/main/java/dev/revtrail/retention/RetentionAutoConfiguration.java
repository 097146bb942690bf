package dev.revtrail.retention;

import java.time.Clock;
import java.util.List;
import java.util.Objects;

import dev.revtrail.ChangeLog;
import dev.revtrail.EntrySubjects;
import dev.revtrail.OrganizationTree;
import dev.revtrail.RecordTypes;
import dev.revtrail.context.ChangeContext;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;

/**
 * Configures retention. Entries are kept forever unless a policy limits it, and nothing
 * is purged unless the host requests it.
 */
@AutoConfiguration(afterName = "dev.revtrail.envers.boot.RevtrailEnversAutoConfiguration")
@ConditionalOnBean({ ChangeLog.class, PurgeStore.class })
@ConditionalOnBooleanProperty(name = "revtrail.enabled", matchIfMissing = true)
@EnableConfigurationProperties(RetentionProperties.class)
@ImportRuntimeHints(RetentionHints.class)
public final class RetentionAutoConfiguration {

	private final RetentionProperties properties;

	RetentionAutoConfiguration(RetentionProperties properties) {
		this.properties = properties;
	}

	@Bean
	@ConditionalOnMissingBean
	RetentionPolicies revtrailRetentionPolicies(RecordTypes types) {
		List<RetentionPolicy> policies = this.properties.policies(new EntrySubjects(types));
		return () -> policies;
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnProperty("revtrail.retention.archive-directory")
	ArchiveStore revtrailArchiveStore() {
		return new DirectoryArchiveStore(Objects.requireNonNull(this.properties.archiveDirectory()));
	}

	@Bean
	@ConditionalOnMissingBean
	Purge revtrailPurge(ChangeLog log, PurgeStore store, RetentionPolicies policies, RecordTypes types,
			OrganizationTree organizations, ObjectProvider<ArchiveStore> archives, ObjectProvider<Clock> clock) {
		return new StoredPurge(log, store, policies, types, organizations, archives::getIfAvailable,
				clock.getIfUnique(Clock::systemUTC), this.properties);
	}

	@Bean
	@ConditionalOnProperty("revtrail.retention.schedule")
	PurgeSchedule revtrailPurgeSchedule(Purge purge, ChangeContext context) {
		return new PurgeSchedule(purge, context, String.valueOf(this.properties.schedule()));
	}

}
