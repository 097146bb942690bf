package dev.revtrail;

import java.util.Base64;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Cursors keep both of their places as text, and nothing else is a cursor.
 */
@Tag("unit")
class CursorTests {

	@Test
	void goesForwardFromTheEntryAfterItWhereAllIsSettled() {
		assertThat(Cursor.at(41, 100)).isEqualTo(new Cursor(41)).isEqualTo(new Cursor(41, 42));
	}

	@Test
	void goesForwardFromWhereAnotherEntryCouldAppear() {
		assertThat(Cursor.at(41, 30)).isEqualTo(new Cursor(41, 30));
	}

	@Test
	void textKeepsBothPlaces() {
		for (Cursor cursor : new Cursor[] { new Cursor(-1), new Cursor(7, 3), new Cursor(Long.MAX_VALUE - 1) }) {
			assertThat(Cursor.parse(cursor.text())).isEqualTo(cursor);
			assertThat(cursor.text()).matches("[0-9A-Za-z_-]+");
		}
	}

	@Test
	void aTextWithAnyOtherByteIsNoCursor() {
		byte[] bytes = Base64.getUrlDecoder().decode(new Cursor(7, 3).text());
		for (int i = 0; i < bytes.length; i++) {
			byte[] changed = bytes.clone();
			changed[i] ^= 1;
			String text = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
			assertThatThrownBy(() -> Cursor.parse(text)).isInstanceOf(IllegalArgumentException.class)
				.isNotInstanceOf(OutdatedCursorException.class);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "42", "not base64!", "AAAAAAAAAAAAAAAA" })
	void whatIsNoCursorIsRefused(String text) {
		assertThatThrownBy(() -> Cursor.parse(text)).isInstanceOf(IllegalArgumentException.class)
			.isNotInstanceOf(OutdatedCursorException.class);
	}

	@Test
	void aCursorOfAnEarlierVersionIsRefusedAsSuch() {
		assertThatThrownBy(() -> Cursor.parse(FirstCursors.at(42))).isInstanceOf(OutdatedCursorException.class)
			.hasMessageContaining("Begin again without a cursor");
	}

}
