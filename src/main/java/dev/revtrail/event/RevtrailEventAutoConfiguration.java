package dev.revtrail.event;

import java.util.Optional;

import dev.revtrail.EventLog;
import dev.revtrail.RecordTypes;
import dev.revtrail.context.ChangeContext;
import org.springframework.aop.Advisor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;

/**
 * Configures the recording of events.
 */
@AutoConfiguration(afterName = "dev.revtrail.envers.boot.RevtrailEnversAutoConfiguration")
@ConditionalOnBean(EventLog.class)
@EnableConfigurationProperties(EventProperties.class)
public final class RevtrailEventAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	RequestTargets revtrailRequestTargets() {
		return (method, path) -> Optional.empty();
	}

	@Bean
	RequestEvents revtrailRequestEvents(EventProperties properties, EventLog events, RequestTargets targets,
			ChangeContext context) {
		return new RequestEvents(properties, events, targets, context);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static Advisor revtrailAccessedAdvisor(ObjectProvider<EventLog> events, ObjectProvider<RecordTypes> types) {
		return new AccessedAdvisor(events, types);
	}

}
