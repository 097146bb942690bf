package dev.revtrail.envers.model;

import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.hibernate.Length;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * The size of a column by its mapping. A column of the database can be larger.
 *
 * @param length the number of characters or bytes; null where the mapping does not limit
 * it
 * @param octets the number of bytes of texts; null where the characters count
 * @param precision the number of digits; null where the mapping does not limit it
 * @param scale how many of them are behind the point
 * @param nullable whether values may be missing
 */
public record MappedSize(@Nullable Long length, @Nullable Long octets, @Nullable Integer precision,
		@Nullable Integer scale, boolean nullable) {

	/** The sizes of those types of MySQL's that a mapping may name without a length. */
	private static final Map<String, Long> OCTETS = Map.of("tinytext", 255L, "tinyblob", 255L, "text", 65_535L, "blob",
			65_535L, "mediumtext", 16_777_215L, "mediumblob", 16_777_215L);

	private static final Pattern DEFINITION = Pattern
		.compile("(?s)\\s*([a-z_]+(?: varying)?)\\s*(?:\\(\\s*(\\d{1,9})\\s*(?:,\\s*(\\d{1,9})\\s*)?\\))?.*");

	/** Later versions of Hibernate than 7.3 do not keep how a column is declared. */
	private static final @Nullable Method DECLARATION = ReflectionUtils.findMethod(SelectableMapping.class,
			"getColumnDefinition");

	static MappedSize of(SelectableMapping column) {
		String definition = (DECLARATION != null) ? (String) ReflectionUtils.invokeMethod(DECLARATION, column) : null;
		if (definition != null) {
			return of(definition.toLowerCase(Locale.ROOT), column.isNullable());
		}
		boolean limited = !column.isLob() && switch (column.getJdbcMapping().getJdbcType().getDdlTypeCode()) {
			case SqlTypes.CHAR, SqlTypes.VARCHAR, SqlTypes.NCHAR, SqlTypes.NVARCHAR, SqlTypes.BINARY,
					SqlTypes.VARBINARY ->
				true;
			default -> false;
		};
		Long length = limited ? Objects.requireNonNullElse(column.getLength(), (long) Length.DEFAULT) : null;
		return new MappedSize(length, null, column.getPrecision(), column.getScale(), column.isNullable());
	}

	private static MappedSize of(String definition, boolean nullable) {
		Matcher type = DEFINITION.matcher(definition);
		if (!type.matches()) {
			return new MappedSize(null, null, null, null, nullable);
		}
		if (type.group(2) == null) {
			Long octets = OCTETS.get(type.group(1));
			return new MappedSize(octets, octets, null, null, nullable);
		}
		int size = Integer.parseInt(type.group(2));
		return switch (type.group(1)) {
			case "decimal", "numeric" -> new MappedSize(null, null, size,
					(type.group(3) != null) ? Integer.parseInt(type.group(3)) : 0, nullable);
			default -> new MappedSize((long) size, null, null, null, nullable);
		};
	}

}
