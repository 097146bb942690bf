package dev.revtrail.envers.matrix.unreadable;

import java.time.LocalTime;
import java.util.HashSet;
import java.util.Set;

import dev.revtrail.Masked;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * An application with values that may become unreadable.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class Samples {

	/** How good a sample is. */
	enum Grade {

		FINE, FAIR, POOR

	}

	/** What is taken and looked at. */
	@Entity(name = "Sample")
	@Audited
	static class Sample {

		@Id
		long id;

		String name = "";

		@Enumerated(EnumType.STRING)
		@Column(columnDefinition = "varchar(20)")
		@Nullable Grade grade;

		@Convert(converter = Weights.class)
		@Nullable Weight weight;

		@Masked
		@Convert(converter = Weights.class)
		@Nullable Weight secret;

		@Column(columnDefinition = "time(0)")
		@Nullable LocalTime takenAt;

		@ElementCollection
		@Enumerated(EnumType.STRING)
		@Column(name = "mark", columnDefinition = "varchar(20)")
		Set<Grade> marks = new HashSet<>();

	}

	/**
	 * What a sample weighs.
	 *
	 * @param grams the grams
	 */
	record Weight(int grams) {

	}

	/** Keeps weights as texts. */
	static class Weights implements AttributeConverter<Weight, String> {

		@Override
		public @Nullable String convertToDatabaseColumn(@Nullable Weight weight) {
			return (weight != null) ? weight.grams() + " g" : null;
		}

		@Override
		public @Nullable Weight convertToEntityAttribute(@Nullable String text) {
			return (text != null) ? new Weight(Integer.parseInt(text.replace(" g", ""))) : null;
		}

	}

}
