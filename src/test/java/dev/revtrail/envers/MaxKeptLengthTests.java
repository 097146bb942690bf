package dev.revtrail.envers;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;

import dev.revtrail.ChangeLogCase;
import dev.revtrail.LibraryTest;
import dev.revtrail.envers.index.EntryData;
import dev.revtrail.envers.boot.RevtrailProperties;
import dev.revtrail.envers.hospital.Hospital;
import dev.revtrail.envers.hospital.Patient;
import dev.revtrail.envers.index.EntryData.Missing;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How long an old value may be that an entry keeps is the host's to say.
 */
@LibraryTest(Hospital.class)
@TestPropertySource(properties = "revtrail.max-kept-length=10")
class MaxKeptLengthTests extends ChangeLogCase {

	@Test
	void aValueOfThatLengthIsKept() {
		long patient = renamed("0123456789");

		assertThat(newestData(patient).before()).containsEntry("name", "0123456789");
		assertThat(newestData(patient).missing()).isEmpty();
	}

	@Test
	void aLongerValueIsReadFromTheRowBefore() {
		long patient = renamed("0123456789a");

		assertThat(newestData(patient).before()).isEmpty();
		assertThat(newestData(patient).missing()).containsEntry("name", Missing.LARGE);
		assertThat(history("PATIENT", patient).get(0).changes()).containsExactly(value("name", "0123456789a", "Ann"));
	}

	@Test
	void aNegativeLengthIsRefused() {
		assertThat(bound(Map.of()).maxKeptLength()).isEqualTo(2000);
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> bound(Map.of("revtrail.max-kept-length", -1)))
			.havingRootCause()
			.withMessageContaining("revtrail.max-kept-length takes a number of characters from 0 on, not -1.");
	}

	@Test
	void thePropertyIsDescribedWithItsDefault() throws IOException {
		try (InputStream metadata = Objects.requireNonNull(
				RevtrailProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json"))) {
			JsonNode properties = JsonMapper.shared().readTree(metadata).get("properties");
			assertThat(StreamSupport.stream(properties.spliterator(), false)
				.filter((property) -> property.get("name").asString().equals("revtrail.max-kept-length")))
				.singleElement()
				.satisfies((property) -> {
					assertThat(property.get("defaultValue").asInt()).isEqualTo(2000);
					assertThat(property.get("description").asString()).contains("in characters");
				});
		}
	}

	private static RevtrailProperties bound(Map<String, Object> properties) {
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("revtrail",
				RevtrailProperties.class);
	}

	private long renamed(String name) {
		Patient patient = persisted(new Patient(name, "new"));
		change(Patient.class, patient.id(), (found) -> found.name = "Ann");
		return patient.id();
	}

	private EntryData newestData(long patient) {
		return EntryData.parse(this.entityManager
			.createQuery("select e.data from RevtrailEntry e where e.recordType = 'PATIENT' and e.recordId = :id "
					+ "order by e.revision desc", String.class)
			.setParameter("id", String.valueOf(patient))
			.setMaxResults(1)
			.getSingleResult());
	}

}
