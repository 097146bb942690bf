package dev.revtrail.envers.model;

import java.util.List;
import java.util.Map;

import dev.revtrail.envers.model.RecordKey.IdPart;
import org.hibernate.type.BasicType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * A row is of the wanted record that is spelled most alike.
 */
@Tag("unit")
class WantedKeysTests {

	private static final RecordKey KEY = new RecordKey(new IdShape.Value("id"),
			List.of(new IdPart("id", "", mock(BasicType.class), KeyComparison.LOOSE)), Map.of());

	@ParameterizedTest
	@CsvSource(ignoreLeadingAndTrailingWhitespace = false, value = { "aB1,Ab1", "AB1 ,ab1 ", "áb1,Ab1", "ÁB1 ,ab1 " })
	void blanksAtTheEndDistinguishRecords(String found, String meant) {
		// Whichever of the two comes last
		assertThat(WantedKeys.ofRecords(KEY, List.of("Ab1", "ab1 ")).meantRecord(found)).isEqualTo(meant);
		assertThat(WantedKeys.ofRecords(KEY, List.of("ab1 ", "Ab1")).meantRecord(found)).isEqualTo(meant);
	}

	@Test
	void blanksAtTheEndAreDisregardedWhereNothingElseIsAlike() {
		WantedKeys wanted = WantedKeys.ofRecords(KEY, List.of("Ab1", "Zoe"));

		assertThat(wanted.meantRecord("AB1  ")).isEqualTo("Ab1");
		assertThat(wanted.meantRecord("zoë ")).isEqualTo("Zoe");
		assertThat(wanted.meantRecord("Bob")).isEqualTo("Bob");
	}

}
