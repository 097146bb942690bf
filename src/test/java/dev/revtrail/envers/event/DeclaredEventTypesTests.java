package dev.revtrail.envers.event;

import java.util.List;

import dev.revtrail.envers.InvalidTrackingException;
import dev.revtrail.EventType;
import dev.revtrail.envers.InvalidTrackingException.Problem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Tag("unit")
class DeclaredEventTypesTests {

	@Test
	void aHostsTypesAreListedWithTheLibrarys() {
		EventType faxed = EventType.of("FAX_SENT", "Fax sent", "number");

		assertThat(DeclaredEventTypes.of(List.of(faxed)).all()).contains(faxed).containsAll(EventType.STANDARD);
	}

	@ParameterizedTest
	@ValueSource(strings = { "NOTE", "UPDATE", "SIGN_IN_FAILED" })
	void noTypeHasTheNameOfOneOfTheLibrarys(String name) {
		List<EventType> declared = List.of(EventType.of(name, "Ours"));

		assertThatExceptionOfType(InvalidTrackingException.class).isThrownBy(() -> DeclaredEventTypes.of(declared))
			.withMessage("The event type " + name + " has the name of one of the library's own.")
			.satisfies((failure) -> assertThat(failure.problems()).singleElement()
				.extracting(Problem::action)
				.asString()
				.contains("ACCESS_DENIED, BASELINE, CONFIGURED, CREATE, CREATE_FAILED, DELETE"));
	}

	@Test
	void noTwoTypesHaveOneName() {
		List<EventType> declared = List.of(EventType.of("FAX_SENT", "Fax sent"), EventType.of("FAX_SENT", "Faxed"));

		assertThatExceptionOfType(InvalidTrackingException.class).isThrownBy(() -> DeclaredEventTypes.of(declared))
			.withMessage("The event type FAX_SENT is declared twice.");
	}

	@Test
	void allProblemsAreNamed() {
		List<EventType> declared = List.of(EventType.of("NOTE", "Ours"), EventType.of("FAX_SENT", "Fax sent"),
				EventType.of("FAX_SENT", "Faxed"));

		assertThatExceptionOfType(InvalidTrackingException.class).isThrownBy(() -> DeclaredEventTypes.of(declared))
			.withMessageContainingAll("NOTE", "FAX_SENT");
	}

}
