package dev.revtrail.envers.matrix.collections;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

import dev.revtrail.FieldChange;
import dev.revtrail.FieldChange.Move;
import org.junit.jupiter.api.Test;

import static dev.revtrail.envers.matrix.collections.CollectionMatrixTests.line;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lists with an order of their own record the elements that moved.
 */
class ListMatrixTests extends CollectionMatrix {

	@Test
	void whatIsInsertedOrRemovedMovesNothingElse() {
		Lists lists = with("a", "b", "c");

		change(Lists.class, lists.id, (found) -> found.steps.add(0, "x"));
		assertThat(newest("LISTS", lists.id)).containsExactly(joined("steps", "x"));

		change(Lists.class, lists.id, (found) -> found.steps.remove("b"));
		assertThat(newest("LISTS", lists.id)).containsExactly(left("steps", "b"));
	}

	@Test
	void anElementThatMovesIsRecordedAlone() {
		Lists lists = with("a", "b", "c", "d");

		change(Lists.class, lists.id, (found) -> Collections.rotate(found.steps, -1));

		assertThat(newest("LISTS", lists.id)).containsExactly(moved(new Move("a", 0, 3)));
	}

	@Test
	void elementsThatSwapPlacesMoveAroundThoseThatKeepTheirIndex() {
		Lists lists = with("a", "b", "c");

		change(Lists.class, lists.id, (found) -> Collections.swap(found.steps, 0, 2));

		assertThat(newest("LISTS", lists.id)).containsExactly(moved(new Move("c", 2, 0), new Move("a", 0, 2)));
	}

	@Test
	void equalElementsShiftWithoutMoving() {
		Lists lists = with("a", "b", "b", "c");

		change(Lists.class, lists.id, (found) -> found.steps.remove(0));
		assertThat(newest("LISTS", lists.id)).containsExactly(left("steps", "a"));

		change(Lists.class, lists.id, (found) -> found.steps.remove("b"));
		assertThat(newest("LISTS", lists.id)).containsExactly(left("steps", "b"));
	}

	@Test
	void elementsJoinLeaveAndMoveAtOnce() {
		Lists lists = with("a", "b", "c", "d");

		change(Lists.class, lists.id, (found) -> found.steps = new ArrayList<>(List.of("d", "a", "x", "c")));

		assertThat(newest("LISTS", lists.id)).containsExactly(
				new FieldChange.Elements("steps", List.of("x"), List.of("b"), List.of(new Move("d", 3, 0))));
	}

	@Test
	void aListThatIsReorderedAndPutBackIsUnchanged() {
		Lists lists = with("a", "b", "c");

		inTransaction((em) -> {
			Lists found = em.find(Lists.class, lists.id);
			Collections.reverse(found.steps);
			em.flush();
			Collections.reverse(found.steps);
		});

		assertThat(history("LISTS", lists.id)).hasSize(1);
	}

	@Test
	void overSeveralFlushesOnlyTheNetMoveIsRecorded() {
		Lists lists = with("a", "b", "c", "d");

		inTransaction((em) -> {
			Lists found = em.find(Lists.class, lists.id);
			Collections.reverse(found.steps);
			em.flush();
			found.steps.clear();
			found.steps.addAll(List.of("b", "c", "d", "a"));
		});

		assertThat(newest("LISTS", lists.id)).containsExactly(moved(new Move("a", 0, 3)));
	}

	@Test
	void listsOfEmbeddablesAndReferencesMoveToo() {
		Target one = target();
		Target two = target();
		Lists lists = new Lists(next());
		lists.lines.addAll(List.of(new Line("a", 1), new Line("b", 2), new Line("c", 3)));
		lists.targets.addAll(List.of(one, two, one));
		persisted(lists);
		assertThat(newest("LISTS", lists.id))
			.containsExactly(
					joined("lines", line("a", 1, null, null, null), line("b", 2, null, null, null),
							line("c", 3, null, null, null)),
					joined("targets", text(one.id), text(two.id), text(one.id)));

		change(Lists.class, lists.id, (found) -> {
			Collections.rotate(found.lines, 1);
			found.targets.remove(0);
		});

		assertThat(newest("LISTS", lists.id)).containsExactly(new FieldChange.Elements("lines", List.of(), List.of(),
				List.of(new Move(line("c", 3, null, null, null), 2, 0))), left("targets", text(one.id)));
	}

	@Test
	void aListInARecordWithACompositeIdMovesToo() {
		Board board = new Board(new Seat(UUID.randomUUID().toString(), 1));
		board.steps.addAll(List.of("a", "b", "c"));
		persisted(board);

		change(Board.class, board.seat, (found) -> Collections.rotate(found.steps, 1));

		assertThat(newest("BOARD", board.seat.hall() + ",1")).containsExactly(moved(new Move("c", 2, 0)));
	}

	@Test
	void whatWasReplacedBeforeItsRecordWasDeletedLeft() {
		Lists lists = new Lists(next());
		lists.lines.add(new Line("a", null));
		persisted(lists);

		inTransaction((em) -> {
			em.find(Lists.class, lists.id).lines.set(0, new Line("b", null));
			em.flush();
			em.clear();
			em.remove(em.find(Lists.class, lists.id));
		});

		assertThat(newest("LISTS", lists.id)).containsExactly(left("lines", line("a", null, null, null, null)));
	}

	private Lists with(String... steps) {
		Lists lists = new Lists(next());
		lists.steps.addAll(List.of(steps));
		return persisted(lists);
	}

	private static FieldChange moved(Move... moves) {
		return new FieldChange.Elements("steps", List.of(), List.of(), List.of(moves));
	}

}
