package dev.clinic.api;

import java.util.Map;

import dev.clinic.record.ClinicPrincipal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Dates that cannot be in the future, by the clinic's clock and not the machine's.
 */
@ApiTest
class DateTests {

	@Autowired
	ApiClient api;

	@ParameterizedTest
	@CsvSource({ "diagnoses, diagnosedOn", "users, birthDate", "workers-compensation-policies, injuredOn" })
	void whatHasHappenedIsInThePastOfTheClinic(String path, String field) {
		Practice practice = this.api.practice();
		ClinicPrincipal owner = ApiClient.owner(practice);

		assertThat(this.api.patch(owner, practice.uri(path), Map.of(field, "2030-02-21")).status()).isEqualTo(200);
		assertThat(this.api.patch(owner, practice.uri(path), Map.of(field, "2035-02-21")).status()).isEqualTo(400);
	}

}
