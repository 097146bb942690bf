package dev.revtrail.envers.boot;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.revtrail.envers.index.LogObservations;
import dev.revtrail.envers.index.TrackedPersistence;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.ResourceTransactionManager;

/**
 * Finds the tracked entity manager factory among the host's beans, and the manager of its
 * transactions.
 */
final class TrackedBeans {

	private TrackedBeans() {
	}

	static TrackedPersistence persistence(ConfigurableListableBeanFactory beans, RevtrailProperties properties,
			LogObservations observations) {
		String name = Objects.requireNonNull(factoryName(beans, properties), Tracking.NOT_TRACKED);
		// The bean itself is the key under which transactions keep their entity managers
		EntityManagerFactory factory = beans.getBean(name, EntityManagerFactory.class);
		// Waits where the factory is built in the background
		factory.unwrap(SessionFactoryImplementor.class);
		return new TrackedPersistence(SharedEntityManagerCreator.createSharedEntityManager(factory),
				transactionManager(beans, factory), properties.queryTimeout(), observations);
	}

	/**
	 * The bean name of the tracked factory; null where there is none or no one choice.
	 */
	static @Nullable String factoryName(@Nullable ConfigurableListableBeanFactory beans,
			RevtrailProperties properties) {
		if (properties.entityManagerFactory() != null || beans == null) {
			return properties.entityManagerFactory();
		}
		List<String> names = List
			.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, EntityManagerFactory.class, true, false));
		return (names.size() == 1) ? names.get(0)
				: names.stream()
					.filter((name) -> beans.containsBeanDefinition(name) && beans.getBeanDefinition(name).isPrimary())
					.findFirst()
					.orElse(null);
	}

	private static PlatformTransactionManager transactionManager(ConfigurableListableBeanFactory beans,
			EntityManagerFactory factory) {
		return beans.getBeanProvider(JpaTransactionManager.class)
			.stream()
			.filter((manager) -> manager.getEntityManagerFactory() == factory)
			.map(PlatformTransactionManager.class::cast)
			.findFirst()
			.or(() -> anyResource(beans))
			.orElseGet(() -> new JpaTransactionManager(factory));
	}

	/** Returns a manager of transactions of any resource, such as JTA's. */
	private static Optional<PlatformTransactionManager> anyResource(ConfigurableListableBeanFactory beans) {
		return Optional.ofNullable(beans.getBeanProvider(PlatformTransactionManager.class).getIfUnique())
			.filter((manager) -> !(manager instanceof ResourceTransactionManager));
	}

}
