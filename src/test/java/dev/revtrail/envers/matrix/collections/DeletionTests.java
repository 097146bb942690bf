package dev.revtrail.envers.matrix.collections;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordSnapshot;
import dev.revtrail.Scope;
import dev.revtrail.envers.log.RowBeforeDiffers;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The values in a deletion, and the state before it in the history.
 */
class DeletionTests extends CollectionMatrix {

	@Autowired
	RecordHistory history;

	@Test
	void aDeletionHasSinglesAndCollectionsAsTheyWereBefore() {
		Target friend = target();
		Person person = person("m", friend);
		change(Person.class, person.id, (found) -> {
			found.profile.motto = "n";
			found.profile.hobbies.add("go");
			found.profile.ranks.remove("x");
			found.profile.scores.put("a", 2);
		});
		delete(Person.class, person.id);

		assertThat(newestEntry("PERSON", person.id).action()).isEqualTo(Action.DELETE);
		assertThat(newest("PERSON", person.id)).containsExactly(left("profile.friends", text(friend.id)),
				left("profile.hobbies", "chess", "go"), new FieldChange.Value("profile.motto", "n", null, true),
				left("profile.ranks", "y"),
				new FieldChange.Keys("profile.scores", Map.of(), Map.of("a", 2L), Map.of()));
		RecordSnapshot before = beforeDeletion("PERSON", person.id);
		assertThat(before.deleted()).isTrue();
		assertThat(before.unknown()).isEmpty();
		assertThat(before.values()).containsExactlyInAnyOrderEntriesOf(
				Map.of("profile.friends", List.of(text(friend.id)), "profile.hobbies", List.of("chess", "go"),
						"profile.motto", "n", "profile.ranks", List.of("y"), "profile.scores", Map.of("a", 2L)));
	}

	@Test
	void aRecordThatWasOnlyEverCreatedIsRecordedAsItWasCreated() {
		Links links = persisted(new Links(next()));
		Part part = new Part(next());
		part.owner = links;
		persisted(part);
		Person person = person("m", target());
		inTransaction((em) -> {
			em.remove(em.find(Part.class, part.id));
			em.remove(em.getReference(Person.class, person.id));
		});

		assertThat(newest("PART", part.id)).containsExactly(new FieldChange.Value("owner", text(links.id), null, true));
		assertThat(beforeDeletion("PART", part.id).values()).containsEntry("owner", text(links.id));
		assertThat(newest("PERSON", person.id)).contains(new FieldChange.Value("profile.motto", "m", null, true),
				left("profile.hobbies", "chess"), left("profile.ranks", "x", "y"));
	}

	@Test
	void whatTheSameTransactionHadWrittenIsNotRecorded() {
		Person person = person("m", target());
		inTransaction((em) -> {
			Person found = em.find(Person.class, person.id);
			found.profile.motto = "never";
			found.profile.hobbies.add("never");
			em.flush();
			em.remove(found);
		});

		assertThat(newest("PERSON", person.id)).contains(new FieldChange.Value("profile.motto", "m", null, true),
				left("profile.hobbies", "chess"));
		assertThat(beforeDeletion("PERSON", person.id).values()).containsEntry("profile.motto", "m")
			.containsEntry("profile.hobbies", List.of("chess"));
	}

	@Test
	void whatAnAuditRowMissedIsRecordedAsItWasLoaded() {
		Flagged flagged = new Flagged(next());
		flagged.name = "first";
		persisted(flagged);
		inTransaction((em) -> {
			Flagged seen = em.find(Flagged.class, flagged.id);
			CompletableFuture.runAsync(() -> change(Flagged.class, flagged.id, (found) -> found.name = "second"))
				.join();
			seen.tags.add("a");
		});
		delete(Flagged.class, flagged.id);

		assertThat(newest("FLAGGED", flagged.id)).containsExactly(new FieldChange.Value("name", "second", null, true),
				left("tags", "a"));
		assertThat(beforeDeletion("FLAGGED", flagged.id).values()).containsEntry("name", "second");
	}

	@Test
	@RowBeforeDiffers("the record is older than the library and has no row before")
	void aRecordThatIsOlderThanTheLibraryIsRecordedAsItWasLoaded() {
		long id = next();
		inTransaction((em) -> {
			em.createNativeQuery("insert into flagged (id, name) values (" + id + ", 'old')").executeUpdate();
			em.createNativeQuery("insert into flagged_tags (flagged_id, tags) values (" + id + ", 'a')")
				.executeUpdate();
		});
		delete(Flagged.class, id);

		assertThat(newest("FLAGGED", id)).containsExactly(new FieldChange.Value("name", "old", null, true),
				left("tags", "a"));
		assertThat(beforeDeletion("FLAGGED", id).values()).containsEntry("name", "old")
			.containsEntry("tags", List.of("a"));
	}

	@Test
	@RowBeforeDiffers("the record is older than the library and has no row before")
	void whatAnOlderRecordDidNotHoldIsKnownToBeNothing() {
		long untouched = next();
		long written = next();
		inTransaction(
				(em) -> em.createNativeQuery("insert into flagged (id) values (" + untouched + "), (" + written + ")")
					.executeUpdate());
		inTransaction((em) -> {
			em.remove(em.find(Flagged.class, untouched));
			Flagged found = em.find(Flagged.class, written);
			found.name = "never";
			em.flush();
			em.remove(found);
		});

		for (long id : List.of(untouched, written)) {
			assertThat(newestEntry("FLAGGED", id).changes()).isEmpty();
			assertThat(beforeDeletion("FLAGGED", id).unknown()).isEmpty();
			assertThat(beforeDeletion("FLAGGED", id).values()).containsEntry("name", null);
		}
	}

	Person person(String motto, Target friend) {
		Person person = new Person(next());
		person.profile.motto = motto;
		person.profile.hobbies.add("chess");
		person.profile.ranks.addAll(List.of("x", "y"));
		person.profile.friends.add(friend);
		person.profile.scores.put("a", 1);
		return persisted(person);
	}

	ChangeEntry newestEntry(String type, Object id) {
		return Objects.requireNonNull(history(type, id).get(0));
	}

	RecordSnapshot beforeDeletion(String type, Object id) {
		return this.history.stateBeforeDeletion(Scope.everything(), new RecordRef(type, String.valueOf(id)))
			.orElseThrow();
	}

}
