package dev.revtrail.envers.model;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What columns make of values.
 */
@Tag("unit")
class StoredFormTests {

	static Stream<Arguments> values() {
		return Stream.of(Arguments.of(column(Types.NUMERIC, 10, 2), decimal("10.005"), decimal("10.01")),
				Arguments.of(column(Types.DECIMAL, 10, 2), decimal("-10.005"), decimal("-10.01")),
				Arguments.of(column(Types.NUMERIC, 10, 2), decimal("7"), decimal("7.00")),
				Arguments.of(column(Types.NUMERIC, 10, 0), decimal("1E+3"), decimal("1000")),
				Arguments.of(column(Types.NUMERIC, 131_089, 0), decimal("1.5"), decimal("1.5")),
				Arguments.of(column(Types.NUMERIC, 10, 3), 1.0006, 1.001),
				Arguments.of(column(Types.REAL, 24, 0), 0.1, (double) 0.1f),
				Arguments.of(column(Types.DOUBLE, 53, 0), 0.1, 0.1),
				Arguments.of(column(Types.NUMERIC, 10, 3), Double.NaN, Double.NaN),
				Arguments.of(column(Types.TIMESTAMP, 26, 6), Instant.parse("2026-01-01T00:00:00.1234565Z"),
						Instant.parse("2026-01-01T00:00:00.123457Z")),
				Arguments.of(column(Types.TIMESTAMP, 19, 0), LocalDateTime.parse("2026-12-31T23:59:59.5"),
						LocalDateTime.parse("2027-01-01T00:00:00")),
				Arguments.of(column(Types.TIMESTAMP, 23, 3), Timestamp.valueOf("2026-01-01 00:00:00.1236"),
						Timestamp.valueOf("2026-01-01 00:00:00.124")),
				Arguments.of(column(Types.TIMESTAMP_WITH_TIMEZONE, 29, 3),
						OffsetDateTime.parse("2026-01-01T00:00:00.1236+02:00"),
						OffsetDateTime.parse("2026-01-01T00:00:00.124+02:00")),
				Arguments.of(column(Types.TIMESTAMP_WITH_TIMEZONE, 29, 3),
						ZonedDateTime.parse("2026-01-01T00:00:00.9996+01:00[Europe/Berlin]"),
						ZonedDateTime.parse("2026-01-01T00:00:01+01:00[Europe/Berlin]")),
				Arguments.of(column(Types.TIME, 8, 0), LocalTime.parse("12:00:00.5"), LocalTime.parse("12:00:01")),
				Arguments.of(column(Types.TIME, 8, 0), LocalTime.parse("23:59:59.9"), LocalTime.parse("23:59:59")),
				Arguments.of(column(Types.TIME_WITH_TIMEZONE, 12, 3), OffsetTime.parse("23:59:59.9999+01:00"),
						OffsetTime.parse("23:59:59.999+01:00")),
				Arguments.of(column(Types.DATE, 10, 0), LocalDate.parse("2026-01-01"), LocalDate.parse("2026-01-01")),
				Arguments.of(column(Types.VARCHAR, 10, 0), "ab  ", "ab  "));
	}

	@ParameterizedTest
	@MethodSource("values")
	void aColumnRoundsWhatItDoesNotHold(StoredForm column, Object written, Object held) {
		assertThat(column.of(written)).isEqualTo(held);
		assertThat(column.of(held)).isEqualTo(held);
	}

	@Test
	void aColumnOfFixedLengthPadsItsTextsOrStripsThem() {
		assertThat(new StoredForm(Types.CHAR, 5, 0, true).of("ab")).isEqualTo("ab   ");
		assertThat(new StoredForm(Types.CHAR, 5, 0, false).of("ab   ")).isEqualTo("ab");
		assertThat(new StoredForm(Types.CHAR, 1, 0, true).of("long")).isEqualTo("long");
	}

	private static StoredForm column(int type, int length, int digits) {
		return new StoredForm(type, length, digits, true);
	}

	private static BigDecimal decimal(String text) {
		return new BigDecimal(text);
	}

}
