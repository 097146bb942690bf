package dev.revtrail.envers.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rows of Envers' collection tables, applied one revision after the other, give what
 * the collection held.
 */
@Tag("unit")
class CollectionContentTests {

	@Test
	void aListKeepsItsOrderAndItsGaps() {
		CollectionContent content = new CollectionContent(CollectionKind.LIST);
		content.put(2, "c");
		content.put(0, "a");

		assertThat(content.value()).isEqualTo(Arrays.asList("a", null, "c"));
	}

	@Test
	void aMapIsOrderedByItsKeys() {
		CollectionContent content = new CollectionContent(CollectionKind.MAP);
		content.put("work", "2");
		content.put("home", "1");

		assertThat(content.value()).isEqualTo(Map.of("home", "1", "work", "2"));
		assertThat(((Map<?, ?>) content.value()).keySet().stream().map(String::valueOf)).containsExactly("home",
				"work");
	}

	@Test
	void aSetHasAnOrderOfItsOwn() {
		assertThat(CollectionContent.of(CollectionKind.SET, List.of("b", "a", "c")).value())
			.isEqualTo(CollectionContent.of(CollectionKind.SET, List.of("c", "b", "a")).value());
	}

	@ParameterizedTest
	@EnumSource
	void nullsAreNotKept(CollectionKind kind) {
		CollectionContent content = new CollectionContent(kind);
		content.put((kind == CollectionKind.LIST) ? Integer.valueOf(0) : "place", null);

		assertThat(content.value()).isEqualTo((kind == CollectionKind.MAP) ? Map.of() : List.of());
	}

	@Test
	void whatWasReadBackIsTheSame() {
		Object list = Arrays.asList("a", null, "c");

		assertThat(CollectionContent.of(CollectionKind.LIST, list).value()).isEqualTo(list);
		assertThat(CollectionContent.of(CollectionKind.MAP, Map.of("k", 1)).value()).isEqualTo(Map.of("k", 1));
	}

	@Test
	void theRowsOfARevisionReplaceAnElement() {
		CollectionContent content = CollectionContent.of(CollectionKind.LIST, List.of("a", "b"));

		content.apply(List.of(row(false, 1, "b"), row(true, 1, "B")));

		assertThat(content.value()).isEqualTo(List.of("a", "B"));
	}

	@Test
	void rowsOfOneRevisionThatDifferInTheirKindOnlyUndoEachOther() {
		assertThat(CollectionContent.net(List.of(row(true, 0, "a"), row(false, 0, "a"), row(true, 1, "b"))))
			.containsExactly(row(true, 1, "b"));
	}

	@Test
	void aRowThatRemovesAnotherElementThanThePlaceHoldsChangesNothing() {
		CollectionContent content = CollectionContent.of(CollectionKind.LIST, List.of("a"));

		content.apply(List.of(row(false, 0, "z")));

		assertThat(content.value()).isEqualTo(List.of("a"));
	}

	@Test
	void anElementIsRemovedFromAllOfItsPlaces() {
		CollectionContent content = CollectionContent.of(CollectionKind.LIST, List.of("a", "b", "a"));

		assertThat(content.has("a")).isTrue();
		assertThat(content.remove("a")).isTrue();
		assertThat(content.has("a")).isFalse();
		assertThat(content.remove("a")).isFalse();
		assertThat(content.value()).isEqualTo(Arrays.asList(null, "b"));
	}

	private static ElementRow row(boolean joined, Object place, Object element) {
		return new ElementRow(7, joined, place, element);
	}

}
