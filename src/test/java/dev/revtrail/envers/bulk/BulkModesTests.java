package dev.revtrail.envers.bulk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.revtrail.BulkStatementException;
import dev.revtrail.TestDatabase;
import dev.revtrail.envers.InvalidTrackingException;
import example.pharmacy.BulkWork;
import example.pharmacy.Pharmacy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the properties say about bulk statements, and which data source they are about.
 */
@Tag("h2")
@ExtendWith(OutputCaptureExtension.class)
class BulkModesTests {

	private static final List<Consumer<BulkWork>> WAYS = List.of(BulkWork::jpqlUpdate, BulkWork::jpqlInsert,
			BulkWork::criteriaDelete, BulkWork::modifyingQuery, BulkWork::modifyingNativeQuery, BulkWork::nativeQuery,
			BulkWork::jdbcTemplate, BulkWork::jdbcTemplateWithoutParameters, BulkWork::jdbcBatch,
			BulkWork::jdbcOfTheSession, BulkWork::jdbcStatementBatch, BulkWork::statelessQuery, BulkWork::joinedDelete,
			BulkWork::deleteOfAnEntityWithACollection, BulkWork::collectionTable, BulkWork::secondaryTable);

	/**
	 * Bulk JPQL and SQL on a tracked table is not seen by Envers: as configured it fails,
	 * is warned of or allowed, and is never silent by itself.
	 */
	@Test
	void pitfall10BulkStatementsOnATrackedTableAreNeverSilent(CapturedOutput output) {
		try (var pharmacy = start(Map.of())) {
			WAYS.forEach((way) -> way.accept(pharmacy.getBean(BulkWork.class)));
		}
		assertThat(warnings(output)).isEqualTo(WAYS.size());
	}

	@Test
	void whereTheyFailNoneOfThemRuns(CapturedOutput output) {
		try (var pharmacy = start(Map.of("revtrail.bulk.mode", "fail"))) {
			BulkWork work = pharmacy.getBean(BulkWork.class);
			for (int round = 0; round < 2; round++) {
				WAYS.forEach((way) -> assertThatExceptionOfType(BulkStatementException.class)
					.isThrownBy(() -> way.accept(work))
					.withMessageContaining("example.pharmacy.BulkWork.")
					.withMessageNotContaining("secret"));
			}
			work.drafts();
		}
		assertThat(warnings(output)).isZero();
	}

	@Test
	void whereTheyAreAllowedNothingIsSaid(CapturedOutput output) {
		try (var pharmacy = start(Map.of("revtrail.bulk.mode", "allow"))) {
			WAYS.forEach((way) -> way.accept(pharmacy.getBean(BulkWork.class)));
		}
		assertThat(warnings(output)).isZero();
	}

	@Test
	void theModeOfARecordTypeOutranksAllOthers(CapturedOutput output) {
		try (var pharmacy = start(Map.of("revtrail.bulk.record-types.PRODUCT", "fail",
				"revtrail.bulk.record-types.PERMIT", "allow", "revtrail.bulk.record-types.DRAFT", "warn"))) {
			BulkWork work = pharmacy.getBean(BulkWork.class);
			assertThatExceptionOfType(BulkStatementException.class).isThrownBy(work::jdbcTemplate);
			work.permits();
			work.drafts();
		}
		assertThat(warnings(output)).isOne();
		assertThat(output).contains("changes records of example.pharmacy.Draft");
	}

	@Test
	void oneRecordTypeAloneIsRecorded(CapturedOutput output) {
		try (var pharmacy = start(Map.of("revtrail.bulk.record-types.PRODUCT", "record"))) {
			BulkWork work = pharmacy.getBean(BulkWork.class);
			work.jpqlUpdate();
			work.deleteOfAnEntityWithACollection();
			assertThatExceptionOfType(BulkStatementException.class).isThrownBy(work::permits);
		}
		assertThat(warnings(output)).isOne();
		assertThat(output).contains("changes records of example.pharmacy.Recipe");
	}

	@Test
	void aModeForNoRecordTypeStopsTheStart() {
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> start(Map.of("revtrail.bulk.record-types.PRODUCTS", "fail")).close())
			.havingRootCause()
			.isInstanceOf(InvalidTrackingException.class)
			.withMessageContaining("revtrail.bulk.record-types.PRODUCTS");
	}

	@Test
	void withoutTheWatchTheDataSourceIsTheHostsOwn(CapturedOutput output) {
		try (var pharmacy = start(Map.of("revtrail.bulk.jdbc", "false"))) {
			assertThat(pharmacy.getBean(DataSource.class)).isExactlyInstanceOf(HikariDataSource.class);
			pharmacy.getBean(BulkWork.class).jdbcTemplate();
			pharmacy.getBean(BulkWork.class).nativeQuery();
		}
		assertThat(warnings(output)).isOne();
	}

	@Test
	void scriptsAreLeftAlone(CapturedOutput output) {
		try (var pharmacy = start(Map.of("revtrail.bulk.mode", "fail"))) {
			new ResourceDatabasePopulator(new ByteArrayResource("update product set name = 'x'".getBytes()))
				.execute(pharmacy.getBean(DataSource.class));
		}
		assertThat(warnings(output)).isZero();
	}

	@Test
	void onlyTheTrackedFactorysDataSourceIsWatched(CapturedOutput output) {
		try (var pharmacy = start(Map.of(), TwoDataSources.class)) {
			JdbcTemplate other = new JdbcTemplate(pharmacy.getBean("other", DataSource.class));
			other.execute("create table product (name varchar(10))");
			other.update("insert into product values ('x')");
			assertThat(warnings(output)).isZero();
			new JdbcTemplate(pharmacy.getBean("main", DataSource.class)).update("update product set name = 'x'");
		}
		assertThat(warnings(output)).isOne();
	}

	private static ConfigurableApplicationContext start(Map<String, ?> properties, Class<?>... more) {
		Map<String, Object> all = new HashMap<>(TestDatabase.create().properties());
		all.putAll(Map.of("spring.config.name", "library", "spring.jpa.hibernate.ddl-auto", "create",
				"spring.flyway.enabled", "false", "revtrail.schema.initialize", "always", "spring.main.banner-mode",
				"off"));
		all.putAll(properties);
		return new SpringApplicationBuilder(Pharmacy.class).sources(more)
			.web(WebApplicationType.NONE)
			.properties(all)
			.run();
	}

	private static int warnings(CapturedOutput output) {
		return output.getAll().split("A bulk (update|delete|insert) of", -1).length - 1;
	}

	/**
	 * A host with a second database that is not tracked.
	 */
	@Configuration(proxyBeanMethods = false)
	static class TwoDataSources {

		@Bean
		@Primary
		DataSource main(Environment environment) {
			return DataSourceBuilder.create()
				.url(environment.getRequiredProperty("spring.datasource.url"))
				.username(environment.getRequiredProperty("spring.datasource.username"))
				.password(environment.getRequiredProperty("spring.datasource.password"))
				.build();
		}

		@Bean
		@Qualifier("other")
		DataSource other() {
			TestDatabase.Access access = TestDatabase.create();
			return DataSourceBuilder.create()
				.url(access.url())
				.username(access.user())
				.password(access.password())
				.build();
		}

	}

}
