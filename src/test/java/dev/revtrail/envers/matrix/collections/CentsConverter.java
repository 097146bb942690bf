package dev.revtrail.envers.matrix.collections;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Keeps money as a number.
 */
@Converter
class CentsConverter implements AttributeConverter<Cents, Long> {

	@Override
	public @Nullable Long convertToDatabaseColumn(@Nullable Cents cents) {
		return (cents != null) ? cents.value() : null;
	}

	@Override
	public @Nullable Cents convertToEntityAttribute(@Nullable Long value) {
		return (value != null) ? new Cents(value) : null;
	}

}
