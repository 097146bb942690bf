package dev.revtrail.envers.count;

import java.time.Duration;

import dev.revtrail.envers.feed.FollowerPositions;
import dev.revtrail.envers.feed.FollowerTask;
import dev.revtrail.envers.index.EntryIndex;
import dev.revtrail.envers.index.TrackedPersistence;
import dev.revtrail.envers.model.TrackedFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The beans that count entries.
 */
@Configuration(proxyBeanMethods = false)
public class CountConfiguration {

	/** A day is compared with the log; those of ten years within three days. */
	private static final Duration BETWEEN_CHECKS = Duration.ofMinutes(1);

	@Bean
	CountedDays revtrailCountedDays(EntryIndex index, TrackedFactory factory) {
		return new CountedDays(index, factory.model().formerNames());
	}

	@Bean
	StoredCounts revtrailStoredCounts(EntryIndex index, CountedDays days) {
		return new StoredCounts(index, days);
	}

	@Bean
	RareEntries revtrailRareEntries(EntryIndex index, CountedDays days) {
		return new RareEntries(index, days);
	}

	@Bean
	CountTables revtrailCountTables(TrackedFactory factory) {
		return new CountTables(factory.sessionFactory());
	}

	@Bean
	FollowerTask revtrailCountsFollower(EntryIndex index, CountTables tables, FollowerPositions positions,
			TrackedPersistence persistence) {
		return new CountsFollower(new CountedEntries(index), tables, positions, persistence.entityManager(),
				persistence.newTransaction(),
				new CountsCheck(index, positions, persistence.newTransaction(), BETWEEN_CHECKS));
	}

	@Bean
	CountRemoval revtrailCountRemoval(EntryIndex index, CountTables tables, FollowerPositions positions,
			TrackedPersistence persistence) {
		return new CountRemoval(new CountedEntries(index), tables, positions, persistence.entityManager());
	}

}
