package dev.revtrail.diff;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import dev.revtrail.FieldChange;
import dev.revtrail.FieldChange.Move;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("unit")
class ListDiffTests {

	@Test
	void anUnchangedListHasNoMoves() {
		assertThat(lists("abc", "abc")).isEmpty();
		assertThat(ListDiff.positions("f", Map.of(), Map.of())).isEmpty();
	}

	@Test
	void anInsertionOrARemovalMovesNothing() {
		assertThat(lists("abc", "xabc")).hasValue(change("x", ""));
		assertThat(lists("abc", "bc")).hasValue(change("", "a"));
		assertThat(lists("abbc", "bbc")).hasValue(change("", "a"));
		assertThat(lists("", "abc")).hasValue(change("abc", ""));
	}

	@Test
	void asFewElementsMoveAsExplainTheNewOrder() {
		assertThat(lists("abcd", "bcda")).hasValue(change("", "", new Move("a", 0, 3)));
		assertThat(lists("abcd", "dabc")).hasValue(change("", "", new Move("d", 3, 0)));
		assertThat(lists("abcd", "daxc")).hasValue(change("x", "b", new Move("d", 3, 0)));
	}

	@Test
	void ofSeveralChoicesThoseThatKeepTheirIndexStay() {
		assertThat(lists("abc", "cba")).hasValue(change("", "", new Move("c", 2, 0), new Move("a", 0, 2)));
	}

	@Test
	void ofSeveralChoicesThoseAtTheFrontOfTheNewListStay() {
		assertThat(lists("ab", "ba")).hasValue(change("", "", new Move("a", 0, 1)));
	}

	@Test
	void equalElementsArePairedInOrder() {
		assertThat(lists("aab", "baa")).hasValue(change("", "", new Move("b", 2, 0)));
		assertThat(lists("axya", "ayxa")).hasValue(change("", "", new Move("x", 1, 2)));
		assertThat(lists("abab", "bb")).hasValue(change("", "aa"));
	}

	@Test
	void gapsAreNoElements() {
		assertThat(ListDiff.lists("f", Arrays.asList("a", null, "b"), Arrays.asList(null, "a", "b"))).isEmpty();
	}

	@Test
	void positionsThatAreNotNamedHoldWhatTheyHeldAndDoNotMove() {
		assertThat(ListDiff.positions("f", Map.of(0, "c", 2, "a"), Map.of(0, "a", 2, "c")))
			.hasValue(change("", "", new Move("c", 2, 0), new Move("a", 0, 2)));
		assertThat(ListDiff.positions("f", Map.of(3, "x"), Map.of())).hasValue(change("x", ""));
	}

	@Test
	void numbersAreTheSameByValue() {
		assertThat(ListDiff.lists("f", List.of(1L, 2L), List.of(new BigDecimal("1.0"), 2))).isEmpty();
	}

	@Test
	void randomListsHaveTheFewestMovesThatExplainTheNewList() {
		Random random = new Random(20261121);
		for (int round = 0; round < 5_000; round++) {
			List<String> before = random(random);
			List<String> after = random.nextBoolean() ? random(random) : shuffled(before, random);
			FieldChange.Elements change = ListDiff.lists("f", before, after)
				.map(FieldChange.Elements.class::cast)
				.orElse(new FieldChange.Elements("f", List.of(), List.of()));

			List<String> rest = new ArrayList<>(before);
			change.left().forEach((element) -> assertThat(rest.remove(element)).isTrue());
			List<Object> expected = new ArrayList<>(rest);
			expected.addAll(change.joined());
			assertThat(expected).containsExactlyInAnyOrderElementsOf(after);
			assertThat(change.moved()).as("%s to %s", before, after)
				.hasSize(rest.size() - longestCommonSubsequence(before, after))
				.allSatisfy((move) -> assertThat(before.get(move.from())).isEqualTo(move.element())
					.isEqualTo(after.get(move.to())));
			assertThat(ListDiff.lists("f", before, after)).isEqualTo(ListDiff.lists("f", before, after));
		}
	}

	/** Tries all subsequences of the one against the other. */
	private static int longestCommonSubsequence(List<String> one, List<String> other) {
		int longest = 0;
		for (int chosen = 0; chosen < (1 << one.size()); chosen++) {
			int at = 0;
			boolean found = true;
			for (int i = 0; i < one.size() && found; i++) {
				if ((chosen & (1 << i)) != 0) {
					int next = other.subList(at, other.size()).indexOf(one.get(i));
					found = next >= 0;
					at += next + 1;
				}
			}
			longest = found ? Math.max(longest, Integer.bitCount(chosen)) : longest;
		}
		return longest;
	}

	private static List<String> random(Random random) {
		List<String> list = new ArrayList<>();
		int size = random.nextInt(7);
		for (int i = 0; i < size; i++) {
			list.add(String.valueOf((char) ('a' + random.nextInt(5))));
		}
		return list;
	}

	private static List<String> shuffled(List<String> list, Random random) {
		List<String> copy = new ArrayList<>(list);
		Collections.shuffle(copy, random);
		return copy;
	}

	private static Optional<FieldChange> lists(String before, String after) {
		return ListDiff.lists("f", letters(before), letters(after));
	}

	private static List<String> letters(String text) {
		return text.isEmpty() ? List.of() : List.of(text.split(""));
	}

	private static FieldChange change(String joined, String left, Move... moved) {
		return new FieldChange.Elements("f", letters(joined), letters(left), List.of(moved));
	}

}
