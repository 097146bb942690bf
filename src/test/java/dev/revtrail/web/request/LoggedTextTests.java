package dev.revtrail.web.request;

import java.util.Map;

import dev.revtrail.Action;
import dev.revtrail.Event;
import dev.revtrail.RecordRef;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("unit")
class LoggedTextTests {

	private static final Event VIEW = Event.of(Action.VIEW, RecordRef.none(RecordRef.CHANGE_LOG));

	@Test
	void aTextThatFitsIsWhole() {
		String text = "x".repeat(10_000);
		assertThat(LoggedText.of(text).in(VIEW, "query").data()).isEqualTo(Map.of("query", text));
		assertThat(LoggedText.of("").in(VIEW, "query").data()).isEmpty();
	}

	@Test
	void aLongerOneIsMarkedAndHashed() {
		String text = "x".repeat(9_998) + "\ud83d\ude00x";
		Map<String, Object> data = LoggedText.of(text).in(VIEW, "query").data();

		assertThat(data.get("query")).asString().hasSize(9_999).endsWith("x\u2026");
		assertThat(data.get("query_sha256")).isEqualTo(Sha256.hex(text)).asString().matches("[0-9a-f]{64}");
	}

}
