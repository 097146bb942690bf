package dev.clinic.people;

import java.time.ZoneId;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a time zone as its id, such as {@code America/New_York}.
 */
@Converter
public class ZoneIdConverter implements AttributeConverter<@Nullable ZoneId, @Nullable String> {

	@Override
	public @Nullable String convertToDatabaseColumn(@Nullable ZoneId zone) {
		return (zone != null) ? zone.getId() : null;
	}

	@Override
	public @Nullable ZoneId convertToEntityAttribute(@Nullable String id) {
		return (id != null) ? ZoneId.of(id) : null;
	}

}
