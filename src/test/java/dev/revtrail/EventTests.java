package dev.revtrail;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("unit")
class EventTests {

	@ParameterizedTest
	@CsvSource({ "ab, 2, ab", "abc, 2, ab", "abc, 0, ''", "a\ud83d\ude00, 3, a\ud83d\ude00", "a\ud83d\ude00, 2, a",
			"a\ud83d\ude00, 1, a", "\ud83d\ude00\ud83d\ude00, 2, \ud83d\ude00" })
	void keepsAsMuchOfATextAsIsWantedAndNoHalfCharacter(String text, int longest, String kept) {
		Event event = Event.of(Action.VIEW, RecordRef.none(RecordRef.CHANGE_LOG)).with("query", text, longest);

		assertThat(event.data()).containsEntry("query", kept);
	}

}
