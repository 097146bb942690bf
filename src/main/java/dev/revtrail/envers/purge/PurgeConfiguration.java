package dev.revtrail.envers.purge;

import java.time.Clock;

import dev.revtrail.LegalHolds;
import dev.revtrail.OrganizationTree;
import dev.revtrail.context.ChangeContext;
import dev.revtrail.envers.count.CountRemoval;
import dev.revtrail.envers.event.EventRecorder;
import dev.revtrail.envers.feed.FollowerPositions;
import dev.revtrail.envers.index.EntryIndex;
import dev.revtrail.envers.index.RecordEntries;
import dev.revtrail.envers.index.Spellings;
import dev.revtrail.envers.index.TrackedPersistence;
import dev.revtrail.envers.log.AuditRows;
import dev.revtrail.envers.log.CollectionReplay;
import dev.revtrail.envers.model.FormerNames;
import dev.revtrail.envers.model.TrackedFactory;
import dev.revtrail.retention.PurgeStore;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The beans that remove entries and keep what is on hold.
 */
@Configuration(proxyBeanMethods = false)
public class PurgeConfiguration {

	@Bean
	@ConditionalOnMissingBean
	LegalHolds revtrailLegalHolds(TrackedFactory factory, ObjectProvider<Clock> clock, TrackedPersistence persistence,
			EntryIndex index, RecordEntries records, EventRecorder events, ChangeContext context) {
		return new JpaLegalHolds(factory.model(), () -> clock.getIfUnique(Clock::systemUTC), context, persistence,
				index, records, events);
	}

	@Bean
	@ConditionalOnMissingBean
	PurgeStore revtrailPurgeStore(TrackedFactory factory, Spellings spellings, TrackedPersistence persistence,
			EntryIndex index, AuditRows auditRows, CollectionReplay collections, EventRecorder events,
			OrganizationTree organizations, ChangeContext context, CountRemoval counts, FollowerPositions followers) {
		FormerNames names = factory.model().formerNames();
		return new JpaPurgeStore(persistence, index, names,
				EntryRemoval.of(factory, spellings, persistence, index, auditRows, collections, counts),
				new HeldEntries(persistence.entityManager(), names, organizations), events, context, followers);
	}

}
