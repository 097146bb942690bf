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
 * Configures the clock of the clinic, unless the application has another one.
 */
@Configuration(proxyBeanMethods = false)
class ClockConfiguration {

	@Bean
	@ConditionalOnMissingBean(Clock.class)
	WorkClock clock() {
		return new WorkClock(Clock.systemUTC());
	}

	/** Lets constraints on dates use the clock of the clinic. */
	@Bean
	ValidationConfigurationCustomizer clockOfConstraints(Clock clock) {
		return (configuration) -> configuration.clockProvider(() -> clock);
	}

	/**
	 * Lets Hibernate use the validator factory with the clock of the clinic, instead of
	 * creating its own.
	 */
	@Bean
	HibernatePropertiesCustomizer constraintsOfRecords(ObjectProvider<ValidatorFactory> constraints) {
		return (properties) -> properties.put("jakarta.persistence.validation.factory", constraints.getObject());
	}

}
