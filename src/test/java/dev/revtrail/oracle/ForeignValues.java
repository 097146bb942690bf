package dev.revtrail.oracle;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.sql.Clob;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import javax.money.Monetary;
import javax.money.MonetaryAmount;

import org.hibernate.Hibernate;
import org.hibernate.testing.orm.domain.gambit.MutableValue;

/**
 * Random values of the foreign entities' attributes, by their Java type. They are such as
 * every column holds unchanged.
 */
final class ForeignValues {

	private static final Map<Class<?>, Function<Draw, Object>> BY_TYPE = Map.ofEntries(
			Map.entry(Boolean.class, (draw) -> draw.chance(50)), Map.entry(String.class, Draw::text),
			Map.entry(Character.class, (draw) -> (char) ('a' + draw.below(26))),
			Map.entry(Short.class, (draw) -> (short) (draw.below(200) - 100)),
			Map.entry(Integer.class, (draw) -> draw.below(2000) - 1000),
			Map.entry(Long.class, (draw) -> draw.random.nextLong()),
			Map.entry(Float.class, (draw) -> (draw.below(2000) - 1000) / 4f),
			Map.entry(Double.class, (draw) -> (draw.below(2000) - 1000) / 4d),
			Map.entry(BigDecimal.class, (Draw draw) -> draw.amount()),
			Map.entry(BigInteger.class, (draw) -> new BigInteger(60, draw.random)), Map.entry(UUID.class, Draw::uuid),
			Map.entry(URL.class, ForeignValues::url),
			Map.entry(Clob.class, (draw) -> Hibernate.getLobHelper().createClob(draw.text())),
			Map.entry(byte[].class, Draw::bytes),
			Map.entry(Duration.class, (draw) -> Duration.ofMillis(draw.below(100_000))),
			Map.entry(LocalDate.class, ForeignValues::date), Map.entry(LocalTime.class, ForeignValues::time),
			Map.entry(LocalDateTime.class, (draw) -> date(draw).atTime(time(draw))),
			Map.entry(Instant.class, ForeignValues::instant), Map.entry(Date.class, (draw) -> Date.from(instant(draw))),
			Map.entry(java.sql.Date.class, (draw) -> java.sql.Date.valueOf(date(draw))),
			Map.entry(Time.class, (draw) -> Time.valueOf(time(draw))),
			Map.entry(Timestamp.class, (draw) -> Timestamp.from(instant(draw))),
			Map.entry(OffsetDateTime.class, (draw) -> instant(draw).atOffset(ZoneOffset.ofHours(draw.below(10) - 5))),
			Map.entry(ZonedDateTime.class, (draw) -> instant(draw).atZone(ZoneOffset.ofHours(draw.below(10) - 5))),
			Map.entry(MutableValue.class, (draw) -> new MutableValue(draw.text())),
			Map.entry(MonetaryAmount.class,
					(draw) -> Monetary.getDefaultAmountFactory()
						.setNumber((draw.below(2000) - 1000) / 4d)
						.setCurrency("USD")
						.create()));

	private ForeignValues() {
	}

	static Object of(Class<?> type, Draw draw) {
		if (type.isEnum()) {
			return draw.of(List.of(type.getEnumConstants()));
		}
		Function<Draw, Object> values = BY_TYPE.get(type);
		if (values == null) {
			throw new IllegalArgumentException("No values of " + type + ".");
		}
		return values.apply(draw);
	}

	private static LocalDate date(Draw draw) {
		return LocalDate.of(2000, 1, 1).plusDays(draw.below(9000));
	}

	private static LocalTime time(Draw draw) {
		return LocalTime.ofSecondOfDay(draw.below(86_400));
	}

	private static Instant instant(Draw draw) {
		return date(draw).atTime(time(draw)).toInstant(ZoneOffset.UTC);
	}

	private static URL url(Draw draw) {
		try {
			return URI.create("https://example.com/" + draw.word()).toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
