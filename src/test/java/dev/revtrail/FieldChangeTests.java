package dev.revtrail;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every kind of change can be folded, renamed and completed.
 */
@Tag("unit")
class FieldChangeTests {

	private static final FieldChange.Whole WHOLE = new FieldChange.Whole(List.of(), List.of("a"));

	private static final FieldChange.Value VALUE = new FieldChange.Value("f", 1, 2, true);

	private static final FieldChange.Elements ELEMENTS = new FieldChange.Elements("f", List.of("a"), List.of("b"),
			List.of(new FieldChange.Move("c", 0, 1)));

	private static final FieldChange.Keys KEYS = new FieldChange.Keys("f", Map.of("k", 1), Map.of("l", 2),
			Map.of("m", new FieldChange.Replaced(3, 4)));

	private static final FieldChange.Hidden HIDDEN = new FieldChange.Hidden("f");

	@Test
	void eachKindIsFoldedByItsOwnFunction() {
		assertThat(List.of(VALUE, ELEMENTS, KEYS, HIDDEN))
			.extracting((change) -> change.<String>fold((value) -> "value", (elements) -> "elements", (keys) -> "keys",
					(hidden) -> "hidden"))
			.containsExactly("value", "elements", "keys", "hidden");
	}

	@Test
	void aRenamedChangeDiffersInItsFieldOnly() {
		for (FieldChange change : List.of(VALUE, ELEMENTS.withWhole(WHOLE), KEYS.withWhole(WHOLE), HIDDEN)) {
			assertThat(change.renamed("g").field()).isEqualTo("g");
			assertThat(change.renamed("g").renamed("f")).isEqualTo(change);
		}
	}

	@Test
	void onlyCollectionsHaveAWhole() {
		assertThat(VALUE.withWhole(WHOLE)).isSameAs(VALUE);
		assertThat(HIDDEN.withWhole(WHOLE)).isSameAs(HIDDEN);
		assertThat(ELEMENTS.withWhole(WHOLE))
			.isEqualTo(new FieldChange.Elements("f", ELEMENTS.joined(), ELEMENTS.left(), ELEMENTS.moved(), WHOLE));
		assertThat(KEYS.withWhole(WHOLE))
			.isEqualTo(new FieldChange.Keys("f", KEYS.joined(), KEYS.left(), KEYS.replaced(), WHOLE));
	}

}
