package dev.revtrail.envers.model;

import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.Set;

import dev.revtrail.diff.Values;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.type.BasicType;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.converter.spi.BasicValueConverter;
import org.hibernate.type.descriptor.java.JavaType;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The form that the values of one basic attribute have in entries. The mapping decides
 * where the Java class alone does not: JSON is shown as its structure, a type that only
 * its converter knows as the value that the converter writes, any other as Hibernate's
 * text of it.
 *
 * @param type the attribute's mapping
 * @param stored what the attribute's column makes of values; null where that is not known
 * @param sessionFactory what the mapping is part of
 */
public record ValueForm(BasicType<?> type, @Nullable StoredForm stored, SessionFactoryImplementor sessionFactory) {

	private static final Set<Class<?>> BINARY = Set.of(byte[].class, Byte[].class, Blob.class);

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	/** Returns the canonical form of a value that a session wrote. */
	@Nullable Object canonicalOnceStored(@Nullable Object value) {
		return canonical(stored(value));
	}

	/** Returns what the column holds once a value is written to it. */
	@Nullable Object stored(@Nullable Object value) {
		return (value != null && this.stored != null && this.type.getValueConverter() == null) ? this.stored.of(value)
				: value;
	}

	/**
	 * The canonical form of a value, from a state or from an audit row.
	 */
	@Nullable Object canonical(@Nullable Object value) {
		if (value == null) {
			return null;
		}
		if (isJson()) {
			return Values.canonical(structure(value));
		}
		Object precise = precise(value);
		return Values.canonical(Values.isKnown(precise) ? precise : foreign(precise));
	}

	/**
	 * A moment without what its column does not hold: an offset where there is none in
	 * the column, a time of day in a date.
	 */
	private Object precise(Object value) {
		int code = this.type.getJdbcType().getDefaultSqlTypeCode();
		if (value instanceof ZonedDateTime moment) {
			return inZone(moment.toOffsetDateTime(), code);
		}
		if (value instanceof OffsetDateTime moment) {
			return inZone(moment, code);
		}
		if (value instanceof OffsetTime time) {
			return (code != SqlTypes.TIME_WITH_TIMEZONE) ? time.withOffsetSameInstant(ZoneOffset.UTC) : time;
		}
		if (value instanceof Calendar calendar && (code == SqlTypes.DATE || code == SqlTypes.TIME)) {
			return precise(calendar.getTime());
		}
		if (value instanceof Date date) {
			return (code == SqlTypes.DATE) ? new java.sql.Date(date.getTime())
					: (code == SqlTypes.TIME) ? new java.sql.Time(date.getTime()) : date;
		}
		return value;
	}

	private static OffsetDateTime inZone(OffsetDateTime moment, int code) {
		return (code != SqlTypes.TIMESTAMP_WITH_TIMEZONE) ? moment.withOffsetSameInstant(ZoneOffset.UTC) : moment;
	}

	private boolean isJson() {
		int code = this.type.getJdbcType().getDefaultSqlTypeCode();
		return code == SqlTypes.JSON || code == SqlTypes.JSON_ARRAY;
	}

	@SuppressWarnings("unchecked")
	private @Nullable Object structure(Object value) {
		JavaType<Object> javaType = (JavaType<Object>) this.type.getJavaTypeDescriptor();
		String text;
		if (javaType.isInstance(value)) {
			var options = this.sessionFactory.getWrapperOptions();
			text = options.getJsonFormatMapper().toString(value, javaType, options);
		}
		else {
			text = (value instanceof byte[] bytes) ? new String(bytes, StandardCharsets.UTF_8) : value.toString();
		}
		try {
			return JSON.readValue(text, Object.class);
		}
		catch (JacksonException ex) {
			return text;
		}
	}

	@SuppressWarnings("unchecked")
	private @Nullable Object foreign(Object value) {
		BasicType<Object> mapping = (BasicType<Object>) this.type;
		if (!mapping.getJavaTypeDescriptor().isInstance(value)) {
			return value;
		}
		BasicValueConverter<Object, ?> converter = mapping.getValueConverter();
		Object written = (converter != null) ? converter.toRelationalValue(value) : null;
		return (written != null && Values.isKnown(written)) ? written : mapping.getJavaTypeDescriptor().toString(value);
	}

	/** Whether its values are bytes. */
	boolean isBinary() {
		return BINARY.contains(this.type.getJavaType());
	}

	/** Whether its values are constants of an enum, or truth values. */
	boolean isConstant() {
		Class<?> type = this.type.getJavaType();
		return type.isEnum() || type == Boolean.class || type == boolean.class;
	}

}
