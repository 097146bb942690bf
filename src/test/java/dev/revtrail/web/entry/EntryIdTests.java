package dev.revtrail.web.entry;

import java.util.stream.LongStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("unit")
class EntryIdTests {

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 831_234_567_890_123_456L })
	void readsBackWhatItWrote(long id) {
		assertThat(EntryId.parse(EntryId.format(id))).hasValue(id);
	}

	@Test
	void sortsAsTextInTheOrderOfTheNumbers() {
		long[] ids = { Long.MIN_VALUE, -7, -1, 0, 1, 9, 10, 255, 256, Long.MAX_VALUE };
		assertThat(LongStream.of(ids).mapToObj(EntryId::format).toList()).isSorted();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1", "8000000000000001 ", "80000000000000011", "800000000000000A", "+800000000000001",
			"\u0668000000000000001", "80000000\u000000000001", "6724fbc74f73a2cebf6376fb" })
	void knowsNoIdInAnyOtherForm(String text) {
		assertThat(EntryId.parse(text)).isEmpty();
	}

}
