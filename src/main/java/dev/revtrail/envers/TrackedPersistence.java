package dev.revtrail.envers;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

import javax.sql.DataSource;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The tracked factory's entity manager and transactions, as the host's own code has them:
 * reads join its transaction and use its connection.
 *
 * @param entityManager the entity manager of the transaction at hand
 * @param transactionManager what begins and ends transactions
 * @param queryTimeout how long a read may take; zero for any time
 */
record TrackedPersistence(EntityManager entityManager, PlatformTransactionManager transactionManager,
		Duration queryTimeout) {

	static TrackedPersistence of(ConfigurableListableBeanFactory beans, RevtrailProperties properties) {
		String name = Objects.requireNonNull(CaptureInstaller.trackedFactory(beans, properties), Tracking.NOT_TRACKED);
		// The bean itself is the key under which transactions keep their entity managers
		EntityManagerFactory factory = beans.getBean(name, EntityManagerFactory.class);
		// Waits where the factory is built in the background
		factory.unwrap(SessionFactoryImplementor.class);
		return new TrackedPersistence(SharedEntityManagerCreator.createSharedEntityManager(factory),
				transactionManager(beans, factory), properties.queryTimeout());
	}

	/** The data source of the tracked factory; null where Spring does not know it. */
	@Nullable DataSource dataSource() {
		return (this.transactionManager instanceof JpaTransactionManager jpa) ? jpa.getDataSource() : null;
	}

	/** A transaction of its own, whatever becomes of the one at hand. */
	TransactionTemplate newTransaction() {
		TransactionTemplate transaction = new TransactionTemplate(this.transactionManager);
		transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		return transaction;
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
