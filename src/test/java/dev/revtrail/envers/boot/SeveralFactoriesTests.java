package dev.revtrail.envers.boot;

import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import dev.revtrail.Action;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.TestDatabase;
import dev.revtrail.envers.refactored.before.Parrot;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Of several entity manager factories one is tracked, and the others are left alone.
 */
class SeveralFactoriesTests {

	@ParameterizedTest
	@CsvSource({ "'', entityManagerFactory, two", "two, two, entityManagerFactory" })
	void onlyThePrimaryOrTheNamedFactoryIsTracked(String named, String tracked, String other) {
		try (var application = start(named, Sources.class)) {
			change(application, tracked);
			change(application, other);

			ChangeQuery all = ChangeQuery.in(Scope.everything()).record(new RecordRef("PARROT", "1"));
			assertThat(application.getBean(ChangeLog.class).slice(all, null, 10).entries()).hasSize(2)
				.first()
				.satisfies((entry) -> assertThat(entry.changes())
					.containsExactly(new FieldChange.Value("name", "Jacko", "Polly", true)));
			assertThat(sql(application, tracked).queryForObject("select count(*) from revtrail_revision", Long.class))
				.isEqualTo(2);
			assertThat(sql(application, other).queryForObject("select count(*) from REVINFO", Long.class)).isEqualTo(2);
		}
	}

	@Test
	void aHostWithoutAPrimaryDataSourceNamesItsFactory() {
		try (var application = start("two", EqualSources.class)) {
			change(application, "two");
			assertThat(application.getBean(ChangeLog.class).count(ChangeQuery.in(Scope.everything()))).isEqualTo(2);
		}
	}

	@Test
	void eventsAreRecordedInTheNamedFactoryInAnyTransaction() {
		try (var application = start("two", Sources.class)) {
			EventLog events = application.getBean(EventLog.class);
			List<Event> event = List.of(Event.of(Action.EXPORT, RecordRef.none(RecordRef.APPLICATION)));
			TransactionTemplate ofTheOther = application.getBean(TransactionTemplate.class);

			events.recordAlone(event);
			ofTheOther.executeWithoutResult((status) -> events.recordAlone(event));
			ofTheOther.executeWithoutResult((status) -> events.record(event.get(0)));

			assertThat(application.getBean(ChangeLog.class).count(ChangeQuery.in(Scope.everything()))).isEqualTo(3);
		}
	}

	private static ConfigurableApplicationContext start(String named, Class<?> sources) {
		return new SpringApplicationBuilder(TwoFactories.class, sources).web(WebApplicationType.NONE)
			.run("--spring.config.name=library", "--revtrail.events.configuration-changes=false",
					"--spring.flyway.enabled=false", "--revtrail.entity-manager-factory=" + named);
	}

	private static void change(ConfigurableApplicationContext application, String factory) {
		EntityManagerFactory entities = application.getBean(factory, EntityManagerFactory.class);
		entities.runInTransaction((em) -> {
			Parrot parrot = new Parrot();
			parrot.id = 1;
			parrot.name = "Jacko";
			em.persist(parrot);
		});
		entities.runInTransaction((em) -> em.find(Parrot.class, 1L).name = "Polly");
	}

	private static JdbcTemplate sql(ConfigurableApplicationContext application, String factory) {
		return new JdbcTemplate(application.getBean(factory + "Source", DataSource.class));
	}

	private static DataSource source() {
		TestDatabase.Access access = TestDatabase.create();
		return DataSourceBuilder.create().url(access.url()).username(access.user()).password(access.password()).build();
	}

	/**
	 * A host with the same records in two databases.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class TwoFactories {

		@Bean
		@Primary
		LocalContainerEntityManagerFactoryBean entityManagerFactory(
				@Qualifier("entityManagerFactorySource") DataSource source) {
			return factory(source);
		}

		@Bean
		LocalContainerEntityManagerFactoryBean two(@Qualifier("twoSource") DataSource source) {
			return factory(source);
		}

		private static LocalContainerEntityManagerFactoryBean factory(DataSource source) {
			LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
			factory.setDataSource(source);
			factory.setManagedTypes(PersistenceManagedTypes.of(Parrot.class.getName()));
			factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
			factory.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "create"));
			return factory;
		}

	}

	/**
	 * One data source is primary.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Sources {

		@Bean
		@Primary
		DataSource entityManagerFactorySource() {
			return source();
		}

		@Bean
		DataSource twoSource() {
			return source();
		}

	}

	/**
	 * None is.
	 */
	@Configuration(proxyBeanMethods = false)
	static class EqualSources {

		@Bean
		DataSource entityManagerFactorySource() {
			return source();
		}

		@Bean
		DataSource twoSource() {
			return source();
		}

	}

}
