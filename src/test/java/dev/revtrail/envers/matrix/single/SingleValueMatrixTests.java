package dev.revtrail.envers.matrix.single;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Stream;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.envers.log.RowBeforeDiffers;
import dev.revtrail.envers.matrix.single.Basics.Box;
import dev.revtrail.envers.matrix.single.Basics.Suit;
import dev.revtrail.envers.matrix.single.Basics.Temperature;
import jakarta.persistence.EntityManager;
import org.hibernate.bytecode.enhance.spi.EnhancerConstants;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The entries of single values that are set, changed and removed.
 */
@SuppressWarnings("JdkObsolete")
class SingleValueMatrixTests extends MatrixContract {

	/** Returns the attributes, each with two values and their forms in entries. */
	static Stream<Arguments> basics() throws Exception {
		return Stream.of(arguments("flag", true, false, true, false),
				arguments("octet", (byte) 1, (byte) -128, 1L, -128L),
				arguments("little", (short) 1, (short) -32768, 1L, -32768L),
				arguments("whole", 1, Integer.MIN_VALUE, 1L, -2147483648L),
				arguments("big", 1L, Long.MAX_VALUE, 1L, 9223372036854775807L),
				arguments("single", 1.5f, -0.25f, new BigDecimal("1.5"), new BigDecimal("-0.25")),
				arguments("doubled", 0.1d, 1e100d, new BigDecimal("0.1"), new BigDecimal("1.0E100")),
				arguments("letter", 'a', '\u00df', "a", "\u00df"),
				arguments("letters", "ab".toCharArray(), "\u00e9\uD83D\uDE00".toCharArray(), "ab",
						"\u00e9\uD83D\uDE00"),
				arguments("text", "", "\uD83D\uDE00 \u05d0\u0301 \"'\\\n\t\u200b", "",
						"\uD83D\uDE00 \u05d0\u0301 \"'\\\n\t\u200b"),
				arguments("amount", new BigDecimal("12.5"), new BigDecimal("-0.0001"), new BigDecimal("12.5000"),
						new BigDecimal("-0.0001")),
				arguments("huge", BigInteger.ONE, new BigInteger("12345678901234567890123456789012345678"),
						BigInteger.ONE, new BigInteger("12345678901234567890123456789012345678")),
				arguments("bytes", new byte[] { 1, 2 }, new byte[] { -1 }, "AQI=", "/w=="),
				arguments("uuid", UUID.fromString("123e4567-e89b-12d3-a456-426614174000"), new UUID(0, 1),
						"123e4567-e89b-12d3-a456-426614174000", "00000000-0000-0000-0000-000000000001"),
				arguments("instant", Instant.parse("2026-03-04T05:06:07Z"),
						Instant.parse("1969-12-31T23:59:59.123456Z"), "2026-03-04T05:06:07Z",
						"1969-12-31T23:59:59.123456Z"),
				arguments("localDate", LocalDate.of(2026, 2, 28), LocalDate.of(1969, 12, 31), "2026-02-28",
						"1969-12-31"),
				arguments("localTime", LocalTime.of(0, 0), LocalTime.of(23, 59, 58), "00:00:00", "23:59:58"),
				arguments("localDateTime", LocalDateTime.of(2026, 3, 4, 5, 6),
						LocalDateTime.of(2026, 3, 4, 5, 6, 7, 1000), "2026-03-04T05:06:00",
						"2026-03-04T05:06:07.000001"),
				arguments("offsetDateTime", OffsetDateTime.parse("2026-03-04T05:06:07+02:00"),
						OffsetDateTime.parse("2026-03-04T05:06:07-05:00"), "2026-03-04T03:06:07Z",
						"2026-03-04T10:06:07Z"),
				arguments("zonedDateTime", ZonedDateTime.parse("2026-07-04T05:06:07+02:00[Europe/Berlin]"),
						ZonedDateTime.parse("2026-01-04T05:06:07+09:00[Asia/Tokyo]"), "2026-07-04T03:06:07Z",
						"2026-01-03T20:06:07Z"),
				arguments("offsetTime", OffsetTime.parse("05:06:07+02:00"), OffsetTime.parse("05:06:07Z"), "03:06:07Z",
						"05:06:07Z"),
				arguments("utilDate", new GregorianCalendar(2026, Calendar.MARCH, 4, 5, 6).getTime(),
						new GregorianCalendar(2026, Calendar.MARCH, 5).getTime(), "2026-03-04", "2026-03-05"),
				arguments("utilTimestamp", Date.from(Instant.parse("2026-03-04T05:06:07.123Z")),
						Date.from(Instant.parse("2026-03-04T05:06:07Z")), "2026-03-04T05:06:07.123Z",
						"2026-03-04T05:06:07Z"),
				arguments("sqlDate", java.sql.Date.valueOf("2026-03-04"), java.sql.Date.valueOf("2026-03-05"),
						"2026-03-04", "2026-03-05"),
				arguments("sqlTime", Time.valueOf("05:06:07"), Time.valueOf("00:00:00"), "05:06:07", "00:00:00"),
				arguments("sqlTimestamp", Timestamp.from(Instant.parse("2026-03-04T05:06:07.123456Z")),
						Timestamp.from(Instant.parse("2026-03-04T05:06:07Z")), "2026-03-04T05:06:07.123456Z",
						"2026-03-04T05:06:07Z"),
				arguments("calendarDate", new GregorianCalendar(2026, Calendar.MARCH, 4, 5, 6),
						new GregorianCalendar(2026, Calendar.MARCH, 5), "2026-03-04", "2026-03-05"),
				arguments("calendar",
						GregorianCalendar.from(ZonedDateTime.parse("2026-03-04T03:06:07Z")
							.withZoneSameInstant(ZoneId.systemDefault())),
						GregorianCalendar.from(ZonedDateTime.parse("2026-03-04T05:06:07Z")
							.withZoneSameInstant(ZoneId.systemDefault())),
						"2026-03-04T03:06:07Z", "2026-03-04T05:06:07Z"),
				arguments("duration", Duration.ofMinutes(90), Duration.ofNanos(1), "PT1H30M", "PT0.000000001S"),
				arguments("period", Period.of(1, 2, 3), Period.ZERO, "P1Y2M3D", "P0D"),
				arguments("year", Year.of(2026), Year.of(1999), "2026", "1999"),
				arguments("zoneId", ZoneId.of("Europe/Berlin"), ZoneId.of("UTC"), "Europe/Berlin", "UTC"),
				arguments("zoneOffset", ZoneOffset.ofHours(2), ZoneOffset.UTC, "+02:00", "Z"),
				arguments("timeZone", TimeZone.getTimeZone("Europe/Berlin"), TimeZone.getTimeZone("UTC"),
						"Europe/Berlin", "UTC"),
				arguments("url", URI.create("https://example.org/a?b=c").toURL(),
						URI.create("https://example.org/").toURL(), "https://example.org/a?b=c",
						"https://example.org/"),
				arguments("currency", Currency.getInstance("EUR"), Currency.getInstance("USD"), "EUR", "USD"),
				arguments("locale", Locale.CANADA_FRENCH, Locale.ROOT, "fr-CA", "und"),
				arguments("type", String.class, Basics.Suit.class, "java.lang.String",
						"dev.revtrail.envers.matrix.single.Basics$Suit"),
				arguments("address", InetAddress.getByName("192.0.2.1"), InetAddress.getByName("192.0.2.2"),
						"192.0.2.1", "192.0.2.2"),
				arguments("ordinalEnum", Suit.HEARTS, Suit.SPADES, "HEARTS", "SPADES"),
				arguments("namedEnum", Suit.HEARTS, Suit.SPADES, "HEARTS", "SPADES"),
				arguments("convertedEnum", Suit.HEARTS, Suit.SPADES, "HEARTS", "SPADES"),
				arguments("converted", new Temperature(-3), new Temperature(40), -3L, 40L),
				arguments("longText", "a".repeat(300), "\uD83D\uDE00", "a".repeat(300), "\uD83D\uDE00"),
				arguments("longBytes", new byte[] { 1, 2 }, new byte[0], "AQI=", ""),
				arguments("jsonMap", Map.of("a", List.of(1, "b")), Map.of("a", true), Map.of("a", List.of(1L, "b")),
						Map.of("a", true)),
				arguments("jsonList", List.of("a", "b"), List.of(), List.of("a", "b"), List.of()),
				arguments("jsonBean", new Box("a", 1), new Box("b", 2), Map.of("label", "a", "weight", 1L),
						Map.of("label", "b", "weight", 2L)),
				arguments("words", new String[] { "a", "b" }, new String[] { "b" }, List.of("a", "b"), List.of("b")),
				arguments("numbers", new int[] { 1, 2 }, new int[] { 3 }, List.of(1L, 2L), List.of(3L)),
				arguments("order", "asc", "desc", "asc", "desc"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("basics")
	void aBasicValueIsRecordedWhenItComesChangesAndGoes(String field, Object one, Object other, Object oneReported,
			Object otherReported) {
		Basics record = with(new Basics(), field, one);
		persisted(record);
		assertThat(newest("BASICS", id(record))).containsExactly(value(field, null, oneReported));

		change(Basics.class, id(record), (found) -> with(found, field, other));
		assertThat(newest("BASICS", id(record))).containsExactly(value(field, oneReported, otherReported));

		change(Basics.class, id(record), (found) -> with(found, field, other));
		assertThat(history("BASICS", id(record))).hasSize(2);

		change(Basics.class, id(record), (found) -> with(found, field, null));
		assertThat(newest("BASICS", id(record))).containsExactly(value(field, otherReported, null));

		inTransaction((em) -> {
			Basics found = em.find(Basics.class, id(record));
			with(found, field, one);
			em.flush();
			with(found, field, null);
			em.flush();
			with(found, field, other);
		});
		assertThat(newest("BASICS", id(record))).containsExactly(value(field, null, otherReported));

		remove(Basics.class, id(record));
		assertThat(newest("BASICS", id(record))).containsExactly(value(field, otherReported, null));
		assertThat(history("BASICS", id(record))).extracting(ChangeEntry::action)
			.containsExactly(Action.DELETE, Action.UPDATE, Action.UPDATE, Action.UPDATE, Action.CREATE);
	}

	static Stream<Arguments> equalValues() {
		Instant noon = Instant.parse("2026-03-04T12:00:00Z");
		return Stream.of(arguments("amount", new BigDecimal("10.0"), new BigDecimal("10.00")),
				arguments("doubled", 0.0, -0.0), arguments("single", 0.0f, -0.0f),
				arguments("utilTimestamp", Date.from(noon), Timestamp.from(noon)),
				arguments("bytes", new byte[] { 1, 2 }, new byte[] { 1, 2 }),
				arguments("letters", "ab".toCharArray(), "ab".toCharArray()),
				arguments("longBytes", new byte[] { 1, 2 }, new byte[] { 1, 2 }),
				arguments("offsetDateTime", OffsetDateTime.parse("2026-03-04T05:06:07+02:00"),
						OffsetDateTime.parse("2026-03-04T03:06:07Z")),
				arguments("words", new String[] { "a" }, new String[] { "a" }),
				arguments("jsonBean", new Box("a", 1), new Box("a", 1)),
				arguments("utilDate", new GregorianCalendar(2026, Calendar.MARCH, 4).getTime(),
						new GregorianCalendar(2026, Calendar.MARCH, 4, 5, 6).getTime()));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("equalValues")
	void aValueThatIsEqualIsNoChange(String field, Object one, Object other) {
		Basics record = with(new Basics(), field, one);
		persisted(record);
		change(Basics.class, id(record), (found) -> with(found, field, other));
		assertThat(history("BASICS", id(record))).hasSize(1);

		change(Basics.class, id(record), (found) -> found.text = "another");
		assertThat(newest("BASICS", id(record))).containsExactly(value("text", null, "another"));
	}

	@Test
	void primitivesAreRecordedFromTheirFirstValueOn() {
		Primitives record = new Primitives();
		record.id = UUID.randomUUID().toString();
		persisted(record);
		assertThat(newest("PRIMITIVES", record.id)).containsExactly(value("big", null, 0L),
				value("doubled", null, new BigDecimal("0.0")), value("flag", null, false), value("letter", null, "a"),
				value("little", null, 0L), value("octet", null, 0L), value("single", null, new BigDecimal("0.0")),
				value("whole", null, 0L));

		change(Primitives.class, record.id, (found) -> {
			found.flag = true;
			found.whole = -1;
			found.doubled = -0.0;
			found.letter = 'z';
		});

		assertThat(newest("PRIMITIVES", record.id)).containsExactly(value("flag", false, true),
				value("letter", "a", "z"), value("whole", 0L, -1L));
	}

	@Tag("not-mariadb") // Writes no row that has changed since the first read
	@Test
	@RowBeforeDiffers("Envers writes what a session loaded over what another has changed since")
	void whatASessionDidNotSeeIsNotItsChange() {
		Drifting record = new Drifting();
		record.id = UUID.randomUUID().toString();
		record.x = "first";
		persisted(record);

		try (EntityManager slow = this.factory.createEntityManager()) {
			slow.getTransaction().begin();
			Drifting seen = slow.find(Drifting.class, record.id);
			change(Drifting.class, record.id, (found) -> found.x = "second");
			seen.y = "y";
			slow.getTransaction().commit();
		}
		assertThat(newest("DRIFTING", record.id)).containsExactly(value("y", null, "y"));

		change(Drifting.class, record.id, (found) -> found.x = "third");
		assertThat(newest("DRIFTING", record.id)).containsExactly(value("x", "second", "third"));
	}

	static <T> T with(T record, String field, @Nullable Object value) {
		try {
			Field attribute = record.getClass().getField(field);
			Method write = ReflectionUtils.findMethod(record.getClass(),
					EnhancerConstants.PERSISTENT_FIELD_WRITER_PREFIX + field, attribute.getType());
			if (write != null) { // An enhanced entity
				write.invoke(record, value);
			}
			else {
				attribute.set(record, value);
			}
			return record;
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalArgumentException("There is no attribute '" + field + "'.", ex);
		}
	}

	static long id(Basics record) {
		return java.util.Objects.requireNonNull(record.id);
	}

}
