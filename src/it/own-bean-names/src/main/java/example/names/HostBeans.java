package example.names;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Beans that have nothing to do with the change log but their names. */
@Configuration(proxyBeanMethods = false)
class HostBeans {

	@Bean
	Part changeLog() {
		return new Part("the releases' change log");
	}

	@Bean
	Part changeContext() {
		return new Part("a context of changes");
	}

	@Bean
	Part eventLog() {
		return new Part("the log of concerts");
	}

	@Bean
	Part recordTypes() {
		return new Part("vinyl and shellac");
	}

	@Bean
	Part recordHistory() {
		return new Part("where a vinyl comes from");
	}

	@Bean
	Part legalHolds() {
		return new Part("what lawyers hold");
	}

	@Bean
	Part purge() {
		return new Part("how the cellar is emptied");
	}

	@Bean
	Part purgeSchedule() {
		return new Part("when it is");
	}

	@Bean
	Part retentionPolicies() {
		return new Part("how long guests stay");
	}

	@Bean
	Part organizationTree() {
		return new Part("the company's departments");
	}

	@Bean
	Part pageController() {
		return new Part("who turns the pages");
	}

	@Bean
	Part pageTypes() {
		return new Part("kinds of paper");
	}

	@Bean
	Part openApiController() {
		return new Part("who opens the door");
	}

	@Bean
	Part securityEvents() {
		return new Part("what the guards saw");
	}

	@Bean
	Part actorMapping() {
		return new Part("which actor plays whom");
	}

	@Bean
	Part actorResolver() {
		return new Part("who finds actors");
	}

	@Bean
	Part callerResolver() {
		return new Part("who finds callers");
	}

	/**
	 * Anything.
	 *
	 * @param what what it is
	 */
	record Part(String what) {

	}

}
