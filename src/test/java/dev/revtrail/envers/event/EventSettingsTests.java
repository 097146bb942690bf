package dev.revtrail.envers.event;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.revtrail.EventType;
import dev.revtrail.EventTypes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@Tag("unit")
class EventSettingsTests {

	private final EventTypes types = DeclaredEventTypes.of(List.of(EventType.of("FAX_SENT", "Fax sent")));

	@Test
	void whoseWorkFailsIsNamed() {
		assertThat(failing(Map.of("VIEW", true, "PRINT", false, "FAX_SENT", true)))
			.isEqualTo(Set.of("VIEW", "FAX_SENT"));
	}

	@Test
	void aTypeThatThereIsNotIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> failing(Map.of("VEIW", true)))
			.withMessageStartingWith(
					"revtrail.events.on-failure names no event type by 'VEIW'. There are: ACCESS_DENIED, ")
			.withMessageContaining("FAX_SENT");
	}

	private Set<String> failing(Map<String, Boolean> failing) {
		return new EventSettings(failing, null, Duration.ofSeconds(1), Duration.ofSeconds(1)).failClosed(this.types);
	}

}
