package dev.revtrail.diff;

import java.util.Base64;
import java.util.List;
import java.util.Map;

import dev.revtrail.LargeValue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("unit")
class LargeValueCutTests {

	@Test
	void whatIsNotTooLongIsRecordedWhole() {
		String text = "x".repeat(LargeValues.LIMIT);
		assertThat(Values.canonical(text)).isEqualTo(text);
		byte[] bytes = new byte[LargeValues.LIMIT];
		assertThat(Values.canonical(bytes)).isEqualTo(Base64.getEncoder().encodeToString(bytes));
	}

	@Test
	void aLongTextIsRecordedByItsBeginningLengthAndDigest() {
		assertThat(Values.canonical("a".repeat(1_000_000))).isEqualTo(new LargeValue("a".repeat(1024), 1_000_000,
				"cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"));
	}

	@Test
	void aLongBinaryValueIsRecordedByItsBeginningLengthAndDigest() {
		byte[] bytes = "a".repeat(1_000_000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
		assertThat(Values.canonical(bytes))
			.isEqualTo(new LargeValue(Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(bytes, 768)),
					1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"));
	}

	@Test
	void noCutPartsACharactersHalves() throws Exception {
		String face = "\uD83D\uDE00";
		String text = "x" + face.repeat(100_000);
		LargeValue large = (LargeValue) Values.canonical(text);
		assertThat(large).isNotNull();
		assertThat(large.start()).isEqualTo("x" + face.repeat(511));
		byte[] digest = java.security.MessageDigest.getInstance("SHA-256")
			.digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
		assertThat(large.sha256()).isEqualTo(java.util.HexFormat.of().formatHex(digest));
	}

	@Test
	void textsThatDifferOnlyBehindTheCutAreNotTheSame() {
		String text = "x".repeat(100_000);
		assertThat(Values.same(Values.canonical(text + "a"), Values.canonical(text + "b"))).isFalse();
		assertThat(Values.same(Values.canonical(text + "a"), Values.canonical(text + "a"))).isTrue();
	}

	@Test
	void largeValuesInsideOfOthersAreCutToo() {
		String text = "x".repeat(100_000);
		assertThat(Values.canonical(Map.of("notes", List.of(text))))
			.isEqualTo(Map.of("notes", List.of(Values.canonical(text))));
	}

}
