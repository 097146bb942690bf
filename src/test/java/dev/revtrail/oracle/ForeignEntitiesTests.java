package dev.revtrail.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Cursor;
import dev.revtrail.RecordType;
import dev.revtrail.RecordTypes;
import dev.revtrail.Scope;
import dev.revtrail.TestDatabase;
import jakarta.persistence.Converter;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.testing.orm.domain.StandardDomainModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The log agrees with the rows of the tables of entities that were not written for the
 * library. They are the 60 of Hibernate's own test artifact, in seven models. The system
 * properties {@code oracle.seed} and {@code oracle.tx} say which history, and how many
 * transactions of it over all models.
 */
class ForeignEntitiesTests {

	private static final long SEED = Long.getLong("oracle.seed", 1);

	private static final int TRANSACTIONS = Integer.getInteger("oracle.tx", 150);

	private static final int ENTITIES = 60;

	private static final int LEAST = 10;

	@ParameterizedTest
	@EnumSource(StandardDomainModel.class)
	void theLogAgreesWithTheRows(StandardDomainModel model) {
		try (ConfigurableApplicationContext context = start(model)) {
			List<EntityPersister> entities = entities(context.getBean(EntityManagerFactory.class));
			assertThat(context.getBean(RecordTypes.class).all()).extracting(RecordType::name)
				.containsExactlyInAnyOrderElementsOf(entities.stream().map(RowRecords::type).toList());
			ForeignHistory history = new ForeignHistory(context.getBean(EntityManager.class),
					context.getBean(TransactionTemplate.class), entities, SEED);
			RowRecords rows = new RowRecords(context.getBean(DataSource.class), entities);
			ChangeLog log = context.getBean(ChangeLog.class);
			int transactions = Math.max(LEAST, TRANSACTIONS * entities.size() / ENTITIES);
			Map<String, Shadow> before = rows.read();
			Cursor read = null;
			int reported = 0;
			for (int done = 0; done < transactions; done++) {
				history.next();
				Map<String, Shadow> after = rows.read();
				List<ChangeEntry> entries = log
					.slice(ChangeQuery.in(Scope.everything()).oldestFirst().withUnsettled().withWholeCollections(),
							read, 1000)
					.entries();
				assertThat(RowComparison.faults(before, after, entries))
					.as(model + ", seed " + SEED + ", transaction " + done)
					.isEmpty();
				if (!entries.isEmpty()) {
					read = new Cursor(entries.get(entries.size() - 1).id());
				}
				reported += entries.size();
				before = after;
			}
			assertThat(reported).isPositive();
			System.out.println("The rows agree: " + model + ", seed " + SEED + ", " + transactions + " transactions, "
					+ reported + " entries on " + TestDatabase.Kind.selected() + ".");
		}
	}

	private static List<EntityPersister> entities(EntityManagerFactory factory) {
		List<EntityPersister> entities = new ArrayList<>();
		factory.unwrap(SessionFactoryImplementor.class).getMappingMetamodel().forEachEntityDescriptor((entity) -> {
			if (entity.getMappedClass().getName().startsWith(OutsideAuditing.FOREIGN)) {
				entities.add(entity);
			}
		});
		entities.sort(Comparator.comparing(EntityPersister::getEntityName));
		return entities;
	}

	/** MySQL joins no more than 61 tables, which the animals' hierarchy exceeds. */
	private static ConfigurableApplicationContext start(StandardDomainModel model) {
		String[] classes = Arrays.stream(model.getDescriptor().getAnnotatedClasses())
			.filter((type) -> type.isAnnotationPresent(Entity.class) || type.isAnnotationPresent(Embeddable.class)
					|| type.isAnnotationPresent(Converter.class))
			.map(Class::getName)
			.toArray(String[]::new);
		ApplicationContextInitializer<GenericApplicationContext> types = (context) -> context
			.registerBean(PersistenceManagedTypes.class, () -> PersistenceManagedTypes.of(classes));
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.initializers(new TestDatabase(), types)
			.properties("spring.config.name=library", "spring.main.banner-mode=off",
					"spring.jpa.hibernate.ddl-auto=create", "spring.jpa.properties.hibernate.max_fetch_depth=1",
					"spring.jpa.properties.hibernate.hbm2ddl.schema_filter_provider=dev.revtrail.NewTables",
					"spring.flyway.enabled=false", "revtrail.schema.initialize=always",
					"revtrail.events.failed-attempts=false")
			.run();
	}

	/** The application that the foreign entities are in. */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

	}

}
