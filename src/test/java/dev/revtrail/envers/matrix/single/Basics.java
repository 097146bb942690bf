package dev.revtrail.envers.matrix.single;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URL;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Temporal;
import jakarta.persistence.TemporalType;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TimeZoneStorage;
import org.hibernate.annotations.TimeZoneStorageType;
import org.hibernate.envers.Audited;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A record with an attribute of each basic type, all but the primitive ones empty.
 */
@Entity
@Audited
@SuppressWarnings("JdkObsolete")
public class Basics {

	@Id
	@GeneratedValue
	public @Nullable Long id;

	public @Nullable Boolean flag;

	public @Nullable Byte octet;

	public @Nullable Short little;

	public @Nullable Integer whole;

	public @Nullable Long big;

	public @Nullable Float single;

	public @Nullable Double doubled;

	public @Nullable Character letter;

	public char @Nullable [] letters;

	public @Nullable String text;

	@Column(precision = 19, scale = 4)
	public @Nullable BigDecimal amount;

	@Column(precision = 38, scale = 0)
	public @Nullable BigInteger huge;

	public byte @Nullable [] bytes;

	public @Nullable UUID uuid;

	public @Nullable Instant instant;

	public @Nullable LocalDate localDate;

	public @Nullable LocalTime localTime;

	public @Nullable LocalDateTime localDateTime;

	@TimeZoneStorage(TimeZoneStorageType.NORMALIZE_UTC)
	public @Nullable OffsetDateTime offsetDateTime;

	@TimeZoneStorage(TimeZoneStorageType.NORMALIZE)
	public @Nullable ZonedDateTime zonedDateTime;

	@TimeZoneStorage(TimeZoneStorageType.NORMALIZE_UTC)
	public @Nullable OffsetTime offsetTime;

	@Temporal(TemporalType.DATE)
	public @Nullable Date utilDate;

	@Temporal(TemporalType.TIMESTAMP)
	public @Nullable Date utilTimestamp;

	public java.sql.@Nullable Date sqlDate;

	public @Nullable Time sqlTime;

	public @Nullable Timestamp sqlTimestamp;

	@Temporal(TemporalType.DATE)
	public @Nullable Calendar calendarDate;

	public @Nullable Calendar calendar;

	public @Nullable Duration duration;

	@Convert(converter = PeriodConverter.class)
	public @Nullable Period period;

	@Column(name = "vintage")
	public @Nullable Year year;

	public @Nullable ZoneId zoneId;

	public @Nullable ZoneOffset zoneOffset;

	public @Nullable TimeZone timeZone;

	public @Nullable URL url;

	public @Nullable Currency currency;

	public @Nullable Locale locale;

	public @Nullable Class<?> type;

	public @Nullable InetAddress address;

	@Enumerated(EnumType.ORDINAL)
	public @Nullable Suit ordinalEnum;

	@Enumerated(EnumType.STRING)
	public @Nullable Suit namedEnum;

	@Convert(converter = SuitConverter.class)
	public @Nullable Suit convertedEnum;

	@Convert(converter = TemperatureConverter.class)
	public @Nullable Temperature converted;

	@Lob
	public @Nullable String longText;

	@Lob
	public byte @Nullable [] longBytes;

	@JdbcTypeCode(SqlTypes.JSON)
	public @Nullable Map<String, Object> jsonMap;

	@JdbcTypeCode(SqlTypes.JSON)
	public @Nullable List<String> jsonList;

	@JdbcTypeCode(SqlTypes.JSON)
	public @Nullable Box jsonBean;

	public String @Nullable [] words;

	public int @Nullable [] numbers;

	@Column(name = "`select`")
	public @Nullable String order;

	/** An enum whose constants have bodies. */
	public enum Suit {

		HEARTS {
			@Override
			char symbol() {
				return 'h';
			}
		},
		SPADES {
			@Override
			char symbol() {
				return 's';
			}
		};

		abstract char symbol();

	}

	/** An unknown type without a text form of its own. */
	public static final class Temperature {

		final int degrees;

		public Temperature(int degrees) {
			this.degrees = degrees;
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Temperature temperature && temperature.degrees == this.degrees;
		}

		@Override
		public int hashCode() {
			return this.degrees;
		}

	}

	/**
	 * What is kept as JSON.
	 *
	 * @param label a text
	 * @param weight a number
	 */
	public record Box(String label, int weight) {

	}

	/** Keeps a period as its text. */
	public static class PeriodConverter implements AttributeConverter<Period, String> {

		@Override
		public @Nullable String convertToDatabaseColumn(@Nullable Period period) {
			return (period != null) ? period.toString() : null;
		}

		@Override
		public @Nullable Period convertToEntityAttribute(@Nullable String text) {
			return (text != null) ? Period.parse(text) : null;
		}

	}

	/** Keeps a suit as its symbol. */
	public static class SuitConverter implements AttributeConverter<Suit, String> {

		@Override
		public @Nullable String convertToDatabaseColumn(@Nullable Suit suit) {
			return (suit != null) ? String.valueOf(suit.symbol()) : null;
		}

		@Override
		public @Nullable Suit convertToEntityAttribute(@Nullable String symbol) {
			return (symbol == null) ? null : symbol.equals("h") ? Suit.HEARTS : Suit.SPADES;
		}

	}

	/** Keeps a temperature as its degrees. */
	public static class TemperatureConverter implements AttributeConverter<Temperature, Integer> {

		@Override
		public @Nullable Integer convertToDatabaseColumn(@Nullable Temperature temperature) {
			return (temperature != null) ? temperature.degrees : null;
		}

		@Override
		public @Nullable Temperature convertToEntityAttribute(@Nullable Integer degrees) {
			return (degrees != null) ? new Temperature(degrees) : null;
		}

	}

}
