package dev.revtrail.envers;

import java.time.Clock;

import javax.sql.DataSource;

import dev.revtrail.ChangeLog;
import dev.revtrail.OrganizationTree;
import dev.revtrail.RecordTypes;
import dev.revtrail.context.ChangeContext;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Capture and history, for the host's only or primary entity manager factory.
 */
@AutoConfiguration(after = HibernateJpaAutoConfiguration.class, before = DataJpaRepositoriesAutoConfiguration.class)
@ConditionalOnProperty(name = "revtrail.enabled", matchIfMissing = true)
@ConditionalOnBean(EntityManagerFactory.class)
@EnableConfigurationProperties(RevtrailProperties.class)
public final class RevtrailEnversAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static Capture revtrailCapture(Environment environment, ObjectProvider<ChangeContext> context,
			ObjectProvider<Clock> clock, ObjectProvider<OrganizationTree> organizations) {
		return new Capture(context::getObject, () -> clock.getIfUnique(Clock::systemUTC),
				() -> organizations.getIfAvailable(SeparateOrganizations::new),
				properties(environment).schema().auditTables());
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static CaptureInstaller revtrailCaptureInstaller(Capture capture, Environment environment) {
		return new CaptureInstaller(capture, properties(environment));
	}

	@Bean
	@ConditionalOnMissingBean
	RevtrailSchemaInitializer revtrailSchemaInitializer(DataSource dataSource, RevtrailProperties properties) {
		return new RevtrailSchemaInitializer(dataSource, properties.schema());
	}

	@Bean
	@ConditionalOnMissingBean
	ChangeLog changeLog(Capture capture, EntityManagerFactory entityManagerFactory,
			ObjectProvider<PlatformTransactionManager> transactionManager,
			ObjectProvider<OrganizationTree> organizations) {
		return new QuerydslChangeLog(capture.sessionFactory(), capture.envers(), capture.model(),
				transactionManager.getIfUnique(() -> new JpaTransactionManager(capture.sessionFactory())),
				organizations.getIfAvailable(SeparateOrganizations::new));
	}

	@Bean
	@ConditionalOnMissingBean
	RecordTypes recordTypes(Capture capture, EntityManagerFactory entityManagerFactory) {
		return capture.model();
	}

	private static RevtrailProperties properties(Environment environment) {
		return Binder.get(environment).bindOrCreate("revtrail", RevtrailProperties.class);
	}

}
