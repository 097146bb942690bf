package dev.revtrail.envers.boot;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Sets up the revision repositories of Spring Data Envers, where a host has it. A host's
 * own revision entity is theirs even where the library is switched off.
 */
@AutoConfiguration
@ConditionalOnClass(name = RevisionRepositories.FACTORY)
public final class RevisionRepositoriesAutoConfiguration {

	@Bean
	static RevisionRepositories revtrailRevisionRepositories(Environment environment) {
		return new RevisionRepositories(RevtrailEnversAutoConfiguration.properties(environment));
	}

}
