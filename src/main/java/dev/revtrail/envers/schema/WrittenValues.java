package dev.revtrail.envers.schema;

import java.math.BigInteger;
import java.sql.Blob;
import java.sql.Clob;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import org.hibernate.type.BasicType;
import org.hibernate.type.descriptor.java.EnumJavaType;
import org.jspecify.annotations.Nullable;

/**
 * The values that an attribute can have, by its mapping. A column may be wider than they
 * are: it matters only for them whether another one is too narrow.
 *
 * @param type what Hibernate writes
 * @param constants the names of an enum's constants; null where it is none, or has a
 * converter of its own
 * @param longest the length of the longest of them, of an enum's names or of UUIDs; null
 * where it is not known
 */
record WrittenValues(Class<?> type, @Nullable List<String> constants, @Nullable Long longest) {

	private static final int LONG_DIGITS = 19;

	private static final long UUID_LENGTH = 36;

	private static final long UUID_BYTES = 16;

	static WrittenValues of(BasicType<?> mapping) {
		boolean isEnum = mapping.getJavaTypeDescriptor() instanceof EnumJavaType<?>
				&& mapping.getValueConverter() == null;
		Class<?> type = mapping.getJdbcJavaType().getJavaTypeClass();
		if (mapping.getJavaType() == UUID.class && mapping.getValueConverter() == null) {
			return new WrittenValues(type, null, (type == byte[].class) ? UUID_BYTES : UUID_LENGTH);
		}
		List<String> constants = isEnum ? constants(mapping) : null;
		return new WrittenValues(type, constants, (constants != null) ? longest(constants) : null);
	}

	private static @Nullable List<String> constants(BasicType<?> mapping) {
		Object[] constants = mapping.getJavaType().getEnumConstants();
		return (constants != null) ? Arrays.stream(constants).map((constant) -> ((Enum<?>) constant).name()).toList()
				: null;
	}

	private static long longest(List<String> constants) {
		return constants.stream().mapToLong(String::length).max().orElse(0);
	}

	/** Whether they are texts of any length. */
	boolean areTexts() {
		return this.longest == null && (this.type == String.class || this.type == char[].class
				|| this.type == Character[].class || Clob.class.isAssignableFrom(this.type));
	}

	/** Whether they are bytes of any number. */
	boolean areBytes() {
		return this.type == byte[].class || this.type == Byte[].class || Blob.class.isAssignableFrom(this.type);
	}

	/** Whether they are days without times. */
	boolean areDays() {
		return this.type == LocalDate.class || this.type == java.sql.Date.class;
	}

	/** Whether they are whole numbers of a known range, or truth values. */
	boolean areWhole() {
		return this.constants != null || this.type == Boolean.class || this.type == Byte.class
				|| this.type == Short.class || this.type == Integer.class || this.type == Long.class
				|| this.type == BigInteger.class;
	}

	/** The lowest and the highest of whole numbers; null where there are no limits. */
	@Nullable WholeRange range() {
		if (this.constants != null) {
			return WholeRange.of(0, this.constants.size() - 1L);
		}
		if (this.type == Boolean.class) {
			return WholeRange.of(0, 1);
		}
		return (this.type == Byte.class) ? WholeRange.ofBits(8, true)
				: (this.type == Short.class) ? WholeRange.ofBits(16, true) : (this.type == Integer.class)
						? WholeRange.ofBits(32, true) : (this.type == Long.class) ? WholeRange.ofBits(64, true) : null;
	}

	/** The most digits before the point. */
	int wholeDigits() {
		WholeRange range = range();
		return (range != null) ? Math.min(LONG_DIGITS, range.digits()) : Integer.MAX_VALUE;
	}

}
