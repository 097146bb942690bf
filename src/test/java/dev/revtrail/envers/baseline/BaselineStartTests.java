package dev.revtrail.envers.baseline;

import java.util.HashMap;
import java.util.Map;

import dev.revtrail.StartupFailures;
import dev.revtrail.TestDatabase;
import dev.revtrail.baseline.Baseline;
import dev.revtrail.baseline.BaselineStatus;
import dev.revtrail.envers.InvalidTrackingException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * The baselines that a host wants when it starts.
 */
@Tag("h2")
class BaselineStartTests {

	@Test
	void allTypesAreTaken() {
		try (ConfigurableApplicationContext application = start("ALL")) {
			Baseline baseline = application.getBean(Baseline.class);

			await().untilAsserted(() -> assertThat(baseline.status()).extracting(BaselineStatus::state)
				.containsExactly(BaselineStatus.State.DONE));
		}
	}

	@Test
	void aTypeThatThereIsNotStopsTheStart() {
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> start("BOX, CRATE").close())
			.satisfies((failure) -> assertThat(StartupFailures.action(failure)).contains("all", "BOX"))
			.havingRootCause()
			.isInstanceOf(InvalidTrackingException.class)
			.withMessage(
					"The property revtrail.baseline.record-types names CRATE, which is not a tracked record type.");
	}

	private static ConfigurableApplicationContext start(String recordTypes) {
		Map<String, Object> all = new HashMap<>(TestDatabase.create().properties());
		all.putAll(Map.of("spring.config.name", "library", "spring.jpa.hibernate.ddl-auto", "create",
				"spring.flyway.enabled", "false", "revtrail.schema.initialize", "always", "spring.main.banner-mode",
				"off", "revtrail.baseline.record-types", recordTypes));
		return new SpringApplicationBuilder(Attic.class).web(WebApplicationType.NONE).properties(all).run();
	}

}
