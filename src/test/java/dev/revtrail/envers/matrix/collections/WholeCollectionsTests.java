package dev.revtrail.envers.matrix.collections;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeQuery;
import dev.revtrail.FieldChange;
import dev.revtrail.FieldChange.Move;
import dev.revtrail.FieldChange.Replaced;
import dev.revtrail.FieldChange.Whole;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.envers.log.RowBeforeDiffers;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whole collections before and after, for who asks for them.
 */
class WholeCollectionsTests extends CollectionMatrix {

	@Test
	void everyEntryHasTheCollectionsThatItChangedAsTheyWereThen() {
		Flagged flagged = new Flagged(next());
		flagged.tags.add("a");
		flagged.steps.addAll(List.of("1", "2"));
		flagged.texts.put("k", "v");
		persisted(flagged);
		change(Flagged.class, flagged.id, (found) -> found.tags.add("b"));
		change(Flagged.class, flagged.id, (found) -> {
			Collections.swap(found.steps, 0, 1);
			found.texts.put("k", "w");
		});
		delete(Flagged.class, flagged.id);

		assertThat(history(flagged)).extracting((entry) -> entry.changes().list())
			.containsExactly(
					List.of(elements("steps", List.of(), List.of("2", "1"), List.of(), List.of("2", "1"), List.of()),
							elements("tags", List.of(), List.of("a", "b"), List.of(), List.of("a", "b"), List.of()),
							new FieldChange.Keys("texts", Map.of(), Map.of("k", "w"), Map.of(),
									new Whole(Map.of("k", "w"), Map.of()))),
					List.of(elements("steps", List.of(), List.of(), List.of(new Move("1", 0, 1)), List.of("1", "2"),
							List.of("2", "1")),
							new FieldChange.Keys("texts", Map.of(), Map.of(), Map.of("k", new Replaced("v", "w")),
									new Whole(Map.of("k", "v"), Map.of("k", "w")))),
					List.of(elements("tags", List.of("b"), List.of(), List.of(), List.of("a"), List.of("a", "b"))),
					List.of(elements("steps", List.of("1", "2"), List.of(), List.of(), List.of(), List.of("1", "2")),
							elements("tags", List.of("a"), List.of(), List.of(), List.of(), List.of("a")),
							new FieldChange.Keys("texts", Map.of("k", "v"), Map.of(), Map.of(),
									new Whole(Map.of(), Map.of("k", "v")))));
	}

	@Test
	void tracesOfWhatWasThereBetweenFlushesDoNotCount() {
		Flagged flagged = persisted(new Flagged(next()));
		inTransaction((em) -> {
			Flagged found = em.find(Flagged.class, flagged.id);
			found.tags.add("x");
			em.flush();
			found.tags.remove("x");
			found.tags.add("y");
		});
		change(Flagged.class, flagged.id, (found) -> found.tags.add("x"));

		assertThat(history(flagged)).first()
			.satisfies((entry) -> assertThat(entry.changes()).containsExactly(
					elements("tags", List.of("x"), List.of(), List.of(), List.of("y"), List.of("x", "y"))));
	}

	@Test
	void embeddablesThatJoinASetInSeveralFlushesAreAllRecorded() {
		Embeds embeds = persisted(new Embeds(next()));
		inTransaction((em) -> {
			Embeds found = em.find(Embeds.class, embeds.id);
			found.lines.add(new Line("a", 1));
			em.flush();
			found.lines.add(new Line("b", 2));
		});
		change(Embeds.class, embeds.id, (found) -> found.lines.removeIf((line) -> "b".equals(line.label)));

		Object a = CollectionMatrixTests.line("a", 1, null, null, null);
		Object b = CollectionMatrixTests.line("b", 2, null, null, null);
		assertThat(withWholes(new RecordRef("EMBEDS", text(embeds.id)))).extracting((entry) -> entry.changes().list())
			.startsWith(List.of(elements("lines", List.of(), List.of(b), List.of(), List.of(a, b), List.of(a))),
					List.of(elements("lines", List.of(a, b), List.of(), List.of(), List.of(), List.of(a, b))));
	}

	@Test
	@RowBeforeDiffers("SQL changed the collection behind the log's back")
	void aCollectionThatSqlChangedIsKnownAsItWasLoaded() {
		Flagged flagged = new Flagged(next());
		flagged.tags.addAll(List.of("a", "b"));
		persisted(flagged);
		inTransaction((em) -> {
			em.createNativeQuery("delete from flagged_tags where flagged_id = " + flagged.id + " and tags = 'a'")
				.executeUpdate();
			em.createNativeQuery("insert into flagged_tags (flagged_id, tags) values (" + flagged.id + ", 'sql')")
				.executeUpdate();
		});

		change(Flagged.class, flagged.id, (found) -> found.tags.add("c"));

		assertThat(history(flagged)).first()
			.satisfies((entry) -> assertThat(entry.changes()).containsExactly(elements("tags", List.of("c"), List.of(),
					List.of(), List.of("b", "sql"), List.of("b", "c", "sql"))));
	}

	@Test
	@RowBeforeDiffers("SQL changed the collection behind the log's back")
	void whatSqlChangesBehindTheSessionIsNotInItsEntry() {
		Flagged flagged = new Flagged(next());
		flagged.tags.addAll(List.of("a", "b"));
		persisted(flagged);

		inTransaction((em) -> {
			Flagged found = em.find(Flagged.class, flagged.id);
			found.tags.size();
			em.createNativeQuery("insert into flagged_tags (flagged_id, tags) values (" + flagged.id + ", 'sql')")
				.executeUpdate();
			found.tags.add("c");
		});
		change(Flagged.class, flagged.id, (found) -> found.tags.remove("a"));

		assertThat(history(flagged)).extracting((entry) -> entry.changes().list())
			.startsWith(
					List.of(elements("tags", List.of(), List.of("a"), List.of(), List.of("a", "b", "c", "sql"),
							List.of("b", "c", "sql"))),
					List.of(elements("tags", List.of("c"), List.of(), List.of(), List.of("a", "b"),
							List.of("a", "b", "c"))));
	}

	@Test
	void theyAreNotShownUnlessRequested() {
		Flagged flagged = new Flagged(next());
		flagged.tags.add("a");
		persisted(flagged);

		assertThat(newest("FLAGGED", flagged.id)).containsExactly(joined("tags", "a"));
	}

	private static FieldChange elements(String field, List<Object> joined, List<Object> left, List<Move> moved,
			List<Object> before, List<Object> after) {
		return new FieldChange.Elements(field, joined, left, moved, new Whole(before, after));
	}

	private List<ChangeEntry> history(Flagged flagged) {
		return withWholes(new RecordRef("FLAGGED", text(flagged.id)));
	}

	private List<ChangeEntry> withWholes(RecordRef record) {
		return find(ChangeQuery.in(Scope.everything()).record(record).withWholeCollections());
	}

}
