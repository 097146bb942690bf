package dev.revtrail.oracle;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;

import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.converter.spi.BasicValueConverter;
import org.jspecify.annotations.Nullable;

/**
 * The documented form of a column's value, from the value that JDBC reads.
 */
final class RowForm {

	/** Types that a converter may convert to or from and that keep their form. */
	private static final Set<Class<?>> KNOWN = Set.of(String.class, Boolean.class, Integer.class);

	private RowForm() {
	}

	@SuppressWarnings("unchecked")
	static @Nullable Object reported(JdbcMapping mapping, @Nullable Object raw) {
		Class<?> type = mapping.getMappedJavaType().getJavaTypeClass();
		BasicValueConverter<Object, Object> converter = (BasicValueConverter<Object, Object>) mapping
			.getValueConverter();
		if (raw == null) {
			return null;
		}
		if (converter == null || type == Boolean.class) {
			return reported(type, raw, mapping.getJdbcType().getDefaultSqlTypeCode());
		}
		Object relational = java(converter.getRelationalJavaType().getJavaTypeClass(), raw);
		Object domain = converter.toDomainValue(relational);
		return (domain instanceof Enum<?> constant) ? constant.name() : KNOWN.contains(type) ? domain
				: (relational instanceof Number number) ? Reported.number(number) : relational;
	}

	/** What a converter reads. */
	private static Object java(Class<?> type, Object raw) {
		if (raw instanceof BigDecimal number) {
			return (type == Integer.class) ? number.intValueExact()
					: (type == Double.class) ? number.doubleValue() : number;
		}
		return (type == Character.class) ? raw.toString().charAt(0) : raw;
	}

	private static Object reported(Class<?> type, Object raw, int code) {
		if (type.isEnum()) {
			return (raw instanceof BigDecimal ordinal)
					? ((Enum<?>) type.getEnumConstants()[ordinal.intValueExact()]).name() : raw;
		}
		if (type == Boolean.class) {
			return (raw instanceof BigDecimal number) ? number.signum() != 0
					: (raw instanceof Boolean flag) ? flag : raw.toString().matches("[TtYy]");
		}
		if (type == Duration.class) {
			return Duration.ofNanos(((BigDecimal) raw).longValueExact()).toString();
		}
		if (type == UUID.class && raw instanceof String text && text.endsWith("=")) {
			ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
			return new UUID(bytes.getLong(), bytes.getLong()).toString();
		}
		if (raw instanceof Number number) {
			return Reported.number(number);
		}
		if (raw instanceof LocalTime time) {
			return DateTimeFormatter.ISO_LOCAL_TIME.format(time);
		}
		if (raw instanceof OffsetDateTime || raw instanceof LocalDateTime) {
			return moment(type, raw, code);
		}
		return raw.toString();
	}

	private static Object moment(Class<?> type, Object raw, int code) {
		if (type == LocalDateTime.class) {
			return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format((LocalDateTime) raw);
		}
		ZoneId zone = (type == Instant.class) ? ZoneOffset.UTC : ZoneId.systemDefault();
		OffsetDateTime moment = (raw instanceof LocalDateTime local) ? local.atZone(zone).toOffsetDateTime()
				: (OffsetDateTime) raw;
		if (type == ZonedDateTime.class || type == OffsetDateTime.class) {
			boolean keepsOffset = code == SqlTypes.TIMESTAMP_WITH_TIMEZONE;
			return DateTimeFormatter.ISO_OFFSET_DATE_TIME
				.format(keepsOffset ? moment : moment.withOffsetSameInstant(ZoneOffset.UTC));
		}
		return DateTimeFormatter.ISO_INSTANT.format(moment.toInstant());
	}

}
