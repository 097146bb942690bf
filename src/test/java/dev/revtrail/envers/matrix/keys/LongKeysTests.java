package dev.revtrail.envers.matrix.keys;

import java.util.List;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeQuery;
import dev.revtrail.FieldChange;
import dev.revtrail.LibraryTest;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordTypes;
import dev.revtrail.Scope;
import dev.revtrail.envers.matrix.MatrixCase;
import dev.revtrail.envers.matrix.keys.Keys.Link;
import dev.revtrail.envers.matrix.keys.Keys.Shelf;
import dev.revtrail.envers.matrix.keys.Keys.ShelfId;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An id of more characters than the index takes fails no transaction: its text is
 * shortened, and a hash distinguishes it from others.
 */
@LibraryTest(Keys.class)
class LongKeysTests extends MatrixCase {

	@Autowired
	RecordHistory history;

	@Autowired
	RecordTypes types;

	@Test
	void aLongIdIsShortenedAndItsChangesAreRecorded() {
		String address = "http://" + "a".repeat(600);
		Link one = link(address + "1");
		Link other = link(address + "2");
		inTransaction((em) -> {
			one.title = "one";
			one.tags.add("new");
			em.persist(one);
			em.persist(other);
		});
		inTransaction((em) -> em.find(Link.class, one.address).title = "uno");
		inTransaction((em) -> em.remove(em.find(Link.class, one.address)));

		RecordRef record = this.types.of(one).orElseThrow();
		assertThat(record.id()).hasSize(512)
			.startsWith("http://aaa")
			.isNotEqualTo(this.types.of(other).orElseThrow().id());
		assertThat(history(record)).extracting(ChangeEntry::action)
			.containsExactly(Action.DELETE, Action.UPDATE, Action.CREATE);
		assertThat(changes(record, 2)).containsExactly(
				new FieldChange.Elements("tags", List.of("new"), List.of(), List.of()), value("title", null, "one"));
		assertThat(changes(record, 1)).containsExactly(value("title", "one", "uno"));
		assertThat(changes(record, 0)).contains(value("title", "uno", null));
		assertThat(history(this.types.of(other).orElseThrow())).hasSize(1);
	}

	@Test
	void anIdOfSeveralPartsIsShortenedOnlyWhereItIsTooLong() {
		ShelfId longest = new ShelfId("h".repeat(200), "r,".repeat(100), "p".repeat(200));
		ShelfId shorter = new ShelfId("h".repeat(200), "r", "p".repeat(200));
		inTransaction((em) -> {
			em.persist(shelf(longest));
			em.persist(shelf(shorter));
		});
		inTransaction((em) -> em.find(Shelf.class, longest).title = "full");

		RecordRef record = this.types.of(shelf(longest)).orElseThrow();
		assertThat(record.id()).hasSize(512).contains("…");
		assertThat(changes(record, 0)).containsExactly(value("title", null, "full"));
		assertThat(this.types.of(shelf(shorter)).orElseThrow().id())
			.isEqualTo("h".repeat(200) + "," + "p".repeat(200) + ",r");
	}

	@Test
	void aReferenceToALongIdIsRecordedByItsShortenedText() {
		Link link = link("http://" + "b".repeat(600));
		ShelfId id = new ShelfId("a", "b", "c");
		inTransaction((em) -> {
			em.persist(link);
			Shelf shelf = shelf(id);
			shelf.link = link;
			em.persist(shelf);
		});

		assertThat(changes(this.types.of(shelf(id)).orElseThrow(), 0))
			.containsExactly(value("link", null, this.types.of(link).orElseThrow().id()));
	}

	@Test
	void theStateOfALongIdHasItsValues() {
		Link link = link("http://" + "c".repeat(600));
		inTransaction((em) -> {
			link.title = "one";
			em.persist(link);
		});

		assertThat(this.history.stateAtOrBefore(Scope.everything(), this.types.of(link).orElseThrow(), Long.MAX_VALUE))
			.hasValueSatisfying((state) -> assertThat(state.values()).containsEntry("title", "one"));
	}

	@Test
	void theCollectionsOfALongIdAreKnownAsAWhole() {
		Link link = link("http://" + "d".repeat(600));
		inTransaction((em) -> {
			link.tags.add("new");
			em.persist(link);
		});
		inTransaction((em) -> em.find(Link.class, link.address).tags.add("read"));

		RecordRef record = this.types.of(link).orElseThrow();
		assertThat(this.log.slice(ChangeQuery.in(Scope.everything()).record(record).withWholeCollections(), null, 10)
			.entries()
			.get(0)
			.changes())
			.containsExactly(new FieldChange.Elements("tags", List.of("read"), List.of(), List.of(),
					new FieldChange.Whole(List.of("new"), List.of("new", "read"))));
		assertThat(this.history.stateAtOrBefore(Scope.everything(), record, Long.MAX_VALUE))
			.hasValueSatisfying((state) -> assertThat(state.values()).containsEntry("tags", List.of("new", "read")));
	}

	private static Link link(String address) {
		Link link = new Link();
		link.address = address;
		return link;
	}

	private static Shelf shelf(ShelfId id) {
		Shelf shelf = new Shelf();
		shelf.house = id.house;
		shelf.room = id.room;
		shelf.place = id.place;
		return shelf;
	}

	private List<FieldChange> changes(RecordRef record, int entry) {
		return history(record).get(entry).changes().list();
	}

}
