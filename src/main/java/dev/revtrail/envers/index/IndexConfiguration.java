package dev.revtrail.envers.index;

import dev.revtrail.OrganizationTree;
import dev.revtrail.envers.model.TrackedFactory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The beans that find entries.
 */
@Configuration(proxyBeanMethods = false)
public class IndexConfiguration {

	@Bean
	Spellings revtrailSpellings(TrackedFactory factory) {
		return new Spellings(factory);
	}

	@Bean
	@ConditionalOnMissingBean
	OrganizationTree revtrailOrganizationTree() {
		return new SeparateOrganizations();
	}

	@Bean
	EntryIndex revtrailEntryIndex(TrackedFactory factory, Spellings spellings, TrackedPersistence persistence,
			OrganizationTree organizations) {
		return new EntryIndex(factory, spellings, persistence, organizations);
	}

	@Bean
	RecordEntries revtrailRecordEntries(EntryIndex index, TrackedFactory factory) {
		return new RecordEntries(index, factory.model().formerNames());
	}

}
