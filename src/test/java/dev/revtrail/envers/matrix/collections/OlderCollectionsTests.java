package dev.revtrail.envers.matrix.collections;

import java.util.List;
import java.util.Map;

import dev.revtrail.ChangeQuery;
import dev.revtrail.FieldChange;
import dev.revtrail.FieldChange.Whole;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.envers.log.RowBeforeDiffers;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Collections of records that are older than the library.
 */
class OlderCollectionsTests extends CollectionMatrix {

	@Test
	@RowBeforeDiffers("the record is older than the library and has no row before")
	void theFirstChangeKeepsWhatTheCollectionsHeld() {
		long id = older();

		change(Flagged.class, id, (found) -> {
			found.tags.add("c");
			found.texts.size();
		});
		assertThat(whole(id)).containsExactly(new FieldChange.Elements("tags", List.of("c"), List.of(), List.of(),
				new Whole(List.of("a", "b"), List.of("a", "b", "c"))));

		change(Flagged.class, id, (found) -> {
			found.tags.remove("a");
			found.texts.put("l", "w");
		});
		assertThat(whole(id)).containsExactly(
				new FieldChange.Elements("tags", List.of(), List.of("a"), List.of(),
						new Whole(List.of("a", "b", "c"), List.of("b", "c"))),
				new FieldChange.Keys("texts", Map.of("l", "w"), Map.of(), Map.of(),
						new Whole(Map.of("k", "v"), Map.of("k", "v", "l", "w"))));
	}

	@Test
	@RowBeforeDiffers("the record is older than the library and has no row before")
	void aCollectionIsKnownFromItsFirstChangeAfterChangesOfOtherFields() {
		long id = older();

		change(Flagged.class, id, (found) -> {
			found.name = "new";
			found.steps.size();
		});
		change(Flagged.class, id, (found) -> {
			found.steps.add("3");
			found.tags.add("c");
		});

		assertThat(whole(id)).containsExactly(
				new FieldChange.Elements("steps", List.of("3"), List.of(), List.of(),
						new Whole(List.of("1", "2"), List.of("1", "2", "3"))),
				new FieldChange.Elements("tags", List.of("c"), List.of(), List.of(),
						new Whole(List.of("a", "b"), List.of("a", "b", "c"))));
	}

	@Test
	@RowBeforeDiffers("the record is older than the library and has no row before")
	void aDeletionHasAllThatIsGone() {
		long id = older();

		delete(Flagged.class, id);

		assertThat(whole(id)).containsExactly(new FieldChange.Value("name", "old", null, true),
				new FieldChange.Elements("steps", List.of(), List.of("1", "2"), List.of(),
						new Whole(List.of("1", "2"), List.of())),
				new FieldChange.Elements("tags", List.of(), List.of("a", "b"), List.of(),
						new Whole(List.of("a", "b"), List.of())),
				new FieldChange.Keys("texts", Map.of(), Map.of("k", "v"), Map.of(),
						new Whole(Map.of("k", "v"), Map.of())));
	}

	private long older() {
		long id = next();
		inTransaction((em) -> List
			.of("insert into flagged (id, name) values (:id, 'old')",
					"insert into flagged_tags (flagged_id, tags) values (:id, 'a'), (:id, 'b')",
					"insert into flagged_steps (flagged_id, steps, steps_order) values (:id, '1', 0), (:id, '2', 1)",
					"insert into flagged_texts (flagged_id, texts, texts_key) values (:id, 'v', 'k')")
			.forEach((sql) -> em.createNativeQuery(sql).setParameter("id", id).executeUpdate()));
		return id;
	}

	private List<FieldChange> whole(long id) {
		return find(
				ChangeQuery.in(Scope.everything()).record(new RecordRef("FLAGGED", text(id))).withWholeCollections())
			.get(0)
			.changes()
			.list();
	}

}
