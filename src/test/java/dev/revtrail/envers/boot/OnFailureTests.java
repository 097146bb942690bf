package dev.revtrail.envers.boot;

import java.util.List;
import java.util.Map;

import dev.revtrail.envers.boot.RevtrailProperties.OnFailure;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What happens where an event cannot be written, as hosts say it.
 */
@Tag("unit")
class OnFailureTests {

	@Test
	void readsAndEmergenciesFailUnlessAHostSaysOtherwise() {
		assertThat(bind(Map.of()).onFailure()).isEqualTo(Map.of("VIEW", OnFailure.FAIL, "PRINT", OnFailure.FAIL,
				"EXPORT", OnFailure.FAIL, "DOWNLOAD", OnFailure.FAIL, "EMERGENCY_ACCESS", OnFailure.FAIL));
		assertThat(
				bind(Map.of("revtrail.events.on-failure.view", "continue", "revtrail.events.on-failure.sign-in-failed",
						"fail", "revtrail.events.on-failure.FAX_SENT", "FAIL"))
					.onFailure())
			.containsEntry("VIEW", OnFailure.CONTINUE)
			.containsEntry("SIGN_IN_FAILED", OnFailure.FAIL)
			.containsEntry("FAX_SENT", OnFailure.FAIL)
			.containsEntry("PRINT", OnFailure.FAIL);
	}

	@Test
	void thePropertyThatWasReplacedIsNotIgnored() {
		for (String name : List.of("revtrail.events.fail-closed", "revtrail.events.fail-closed[0]")) {
			assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(Map.of(name, "VIEW")))
				.havingRootCause()
				.withMessageContaining("revtrail.events.on-failure.<event type>=fail or continue");
		}
	}

	private static RevtrailProperties.Events bind(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("revtrail.events",
				RevtrailProperties.Events.class);
	}

}
