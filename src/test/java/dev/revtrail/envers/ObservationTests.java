package dev.revtrail.envers;

import java.util.HashMap;
import java.util.Map;

import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Scope;
import dev.revtrail.TestDatabase;
import example.warehouse.Warehouse;
import example.warehouse.WarehouseApplication;
import io.micrometer.observation.Observation;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the log writes and reads is observed, as a part of what the application does.
 */
@Tag("h2")
class ObservationTests {

	private static ConfigurableApplicationContext application;

	private static TestObservationRegistry registry;

	@BeforeAll
	static void start() {
		Map<String, Object> properties = new HashMap<>(TestDatabase.create().properties());
		properties.put("spring.main.sources", Observing.class.getName());
		application = WarehouseApplication.start(properties);
		registry = application.getBean(TestObservationRegistry.class);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@BeforeEach
	void forget() {
		registry.clear();
	}

	@Test
	void theEntriesOfATransactionAreObservedWithinWhatChangesTheRecords() {
		Observation request = Observation.createNotStarted("http.server.requests", registry);
		request.observe(() -> application.getBean(Warehouse.class).create("observed"));

		TestObservationRegistryAssert.assertThat(registry)
			.hasObservationWithNameEqualTo("revtrail.record")
			.that()
			.hasContextualNameEqualTo("record changes")
			.hasParentObservationEqualTo(request)
			.hasHighCardinalityKeyValueWithKey("revtrail.entries")
			.doesNotHaveError()
			.hasBeenStopped();
	}

	@Test
	void aReadIsObserved() {
		ChangeLog log = application.getBean(ChangeLog.class);
		log.count(ChangeQuery.in(Scope.everything()));

		TestObservationRegistryAssert.assertThat(registry)
			.hasObservationWithNameEqualTo("revtrail.read")
			.that()
			.hasContextualNameEqualTo("read change log")
			.doesNotHaveError()
			.hasBeenStopped();
	}

	@Test
	void whatIsObservedNamesNoRecords() {
		application.getBean(Warehouse.class).create("secret-label");

		assertThat(registry.getCurrentObservation()).isNull();
		TestObservationRegistryAssert.assertThat(registry)
			.hasHandledContextsThatSatisfy((contexts) -> assertThat(contexts).hasSize(1)
				.allSatisfy((context) -> assertThat(context.getAllKeyValues())
					.noneMatch((pair) -> pair.getValue().contains("secret-label"))));
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Observing {

		@Bean
		TestObservationRegistry observationRegistry() {
			return TestObservationRegistry.create();
		}

	}

}
