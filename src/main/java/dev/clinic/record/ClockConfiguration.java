package dev.clinic.record;

import java.time.Clock;

import jakarta.validation.ValidatorFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The time, unless somebody else says what time it is.
 */
@Configuration(proxyBeanMethods = false)
class ClockConfiguration {

	@Bean
	@ConditionalOnMissingBean(Clock.class)
	WorkClock clock() {
		return new WorkClock(Clock.systemUTC());
	}

	/** Without it, what is in the past is a question of the machine's own clock. */
	@Bean
	ValidationConfigurationCustomizer clockOfConstraints(Clock clock) {
		return (configuration) -> configuration.clockProvider(() -> clock);
	}

	/**
	 * Hibernate would make a factory of its own, which knows no clock of the clinic's.
	 */
	@Bean
	HibernatePropertiesCustomizer constraintsOfRecords(ObjectProvider<ValidatorFactory> constraints) {
		return (properties) -> properties.put("jakarta.persistence.validation.factory", constraints.getObject());
	}

}
