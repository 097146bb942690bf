package dev.clinic.demo;

import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The demo data as each contract serves it.
 */
class DemoParityTests {

	@ParameterizedTest
	@MethodSource("dev.clinic.demo.DemoDays#few")
	void everyEntryIsTheSameThroughAllContracts(Instant now) throws Exception {
		try (ConfigurableApplicationContext clinic = DemoClinic.start(now)) {
			assertThat(new DemoParity(DemoClinic.base(clinic)).compare()).isGreaterThanOrEqualTo(5_000);
		}
	}

}
