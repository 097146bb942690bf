package dev.revtrail.web.request;

import java.time.DateTimeException;
import java.time.Instant;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Tag("unit")
class TimeParameterTests {

	@ParameterizedTest
	@CsvSource({ "2024-11-01, 2024-11-01T00:00:00Z", "2024-11-01 16:03:19, 2024-11-01T16:03:19Z",
			"2024-11-01T16:03:19, 2024-11-01T16:03:19Z", "2024-11-01T16:03:19Z, 2024-11-01T16:03:19Z",
			"2024-11-01 16:03:19.25Z, 2024-11-01T16:03:19.250Z",
			"2024-11-01T16:03:19.123456789+01:30, 2024-11-01T14:33:19.123456789Z",
			"2024-11-01T16:03:19-0500, 2024-11-01T21:03:19Z", "2024-11-01T16:03:19+02, 2024-11-01T14:03:19Z",
			"2024-11-01T16:03, 2024-11-01T16:03:00Z", "2024-11-01 16:03, 2024-11-01T16:03:00Z",
			"2024-11-01T16:03Z, 2024-11-01T16:03:00Z", "2024-11-01t16:03:19z, 2024-11-01T16:03:19Z",
			"2024-11-01T16:03+0200, 2024-11-01T14:03:00Z", "'2024-11-01T16:03:19,25Z', 2024-11-01T16:03:19.250Z",
			"2024-11-01T16:03:19 02:00, 2024-11-01T14:03:19Z", "2024-11-01 16:03:19 0200, 2024-11-01T14:03:19Z",
			"20241101T160319Z, 2024-11-01T16:03:19Z", "20241101T1603, 2024-11-01T16:03:00Z",
			"20241101t160319.5+02, 2024-11-01T14:03:19.500Z",
			"'20241101T160319,123456789-0130', " + "2024-11-01T17:33:19.123456789Z", "2024-02-29, 2024-02-29T00:00:00Z",
			"0001-01-01, 1970-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999-18:00, 9999-12-31T23:59:59.999998Z" })
	void readsTheFormsOfTheContract(String text, Instant instant) {
		assertThat(TimeParameter.parse(text).instant()).isEqualTo(instant);
	}

	@ParameterizedTest
	@ValueSource(strings = { "2024-02-30", "2023-02-29", "2024-13-01", "2024-00-10", "2024-11-01T24:00:00",
			"2024-11-01T16:60:00", "2024-11-01T16:03:60", "2024-11-01T16:03:19+19:00", "2024-11-01 02:00:",
			"2024-11-01T16", "2024-11-01T16:03.5", "2024-11-01T16:03:19  02:00", "2024-11-01T16:03:19 Z",
			"20241101 160319Z", "20241101T16", "20241301T160319Z", "20241101T16:03:19Z", "2024-11-01T160319Z",
			"2024-11-01Z", "20241101", "1730476999", "+12024-11-01", "999999999-01-01", "-2024-11-01",
			"2024-11-01T16:03:19.", "2024-11-01T16:03:19.1234567890", " 2024-11-01", "2024-11-01\n", "now",
			"\u0662\u0660\u0662\u0664-11-01" })
	void refusesOtherFormsAndTimesThatThereAreNot(String text) {
		assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> TimeParameter.parse(text));
	}

	@Test
	void boundsAreExclusiveToTheMicrosecond() {
		TimeParameter whole = TimeParameter.parse("2024-11-01T16:03:19.000001");
		assertThat(whole.firstAfter()).isEqualTo("2024-11-01T16:03:19.000002Z");
		assertThat(whole.firstNotBefore()).isEqualTo("2024-11-01T16:03:19.000001Z");
		assertThat(whole.firstSecondAfter()).isEqualTo("2024-11-01T16:03:20Z");
		assertThat(whole.firstSecondNotBefore()).isEqualTo("2024-11-01T16:03:20Z");
		TimeParameter second = TimeParameter.parse("2024-11-01T16:03:19");
		assertThat(second.firstSecondAfter()).isEqualTo("2024-11-01T16:03:20Z");
		assertThat(second.firstSecondNotBefore()).isEqualTo("2024-11-01T16:03:19Z");
		assertThat(TimeParameter.parse("9999-12-31T23:59:59").firstSecondAfter())
			.isEqualTo("9999-12-31T23:59:59.999999Z");
		TimeParameter between = TimeParameter.parse("2024-11-01T16:03:19.000001500");
		assertThat(between.firstAfter()).isEqualTo("2024-11-01T16:03:19.000002Z");
		assertThat(between.firstNotBefore()).isEqualTo("2024-11-01T16:03:19.000002Z");
	}

}
