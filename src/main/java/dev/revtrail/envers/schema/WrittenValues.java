package dev.revtrail.envers.schema;

import java.math.BigInteger;
import java.sql.Blob;
import java.sql.Clob;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

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
 */
record WrittenValues(Class<?> type, @Nullable List<String> constants) {

	private static final int LONG_DIGITS = 19;

	static WrittenValues of(BasicType<?> mapping) {
		boolean isEnum = mapping.getJavaTypeDescriptor() instanceof EnumJavaType<?>
				&& mapping.getValueConverter() == null;
		return new WrittenValues(mapping.getJdbcJavaType().getJavaTypeClass(), isEnum ? constants(mapping) : null);
	}

	private static @Nullable List<String> constants(BasicType<?> mapping) {
		Object[] constants = mapping.getJavaType().getEnumConstants();
		return (constants != null) ? Arrays.stream(constants).map((constant) -> ((Enum<?>) constant).name()).toList()
				: null;
	}

	/** Whether they are texts of any length. */
	boolean areTexts() {
		return this.constants == null && (this.type == String.class || this.type == char[].class
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

	/** The length of the longest name of a constant; null where they are others. */
	@Nullable Long longestName() {
		return (this.constants != null)
				? this.constants.stream().map((name) -> (long) name.length()).max(Long::compare).orElse(0L) : null;
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
