package dev.revtrail.envers.matrix.inverse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.LongStream;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.CountedStatements;
import dev.revtrail.FieldChange;
import dev.revtrail.LibraryTest;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.envers.matrix.MatrixCase;
import dev.revtrail.envers.matrix.inverse.Playlists.Break;
import dev.revtrail.envers.matrix.inverse.Playlists.Jingle;
import dev.revtrail.envers.matrix.inverse.Playlists.Mixtape;
import dev.revtrail.envers.matrix.inverse.Playlists.Playlist;
import dev.revtrail.envers.matrix.inverse.Playlists.Song;
import jakarta.persistence.EntityManager;
import org.hibernate.Hibernate;
import org.hibernate.envers.AuditReaderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A child of an inverse list or map with positions is created, updated and deleted by
 * what becomes of itself, not by what becomes of its place among the parent's children.
 */
@LibraryTest({ Playlists.class, CountedStatements.class })
class InverseListTests extends MatrixCase {

	private static final AtomicLong IDS = new AtomicLong();

	@Autowired
	RecordHistory history;

	@Autowired
	CountedStatements statements;

	private final long id = IDS.incrementAndGet();

	@Test
	void aChildThatJoinsAListIsUpdated() {
		persist(playlist(this.id), song());

		inTransaction((em) -> join(em.find(Playlist.class, this.id), em.find(Song.class, this.id)));

		assertThat(actions("SONG")).containsExactly(Action.UPDATE, Action.CREATE);
		assertThat(newest("SONG")).containsExactly(value("place", null, 0L), value("playlist", null, text()));
		assertThat(state("SONG")).containsEntry("place", 0L);
	}

	@Test
	void childrenThatAreCreatedInAListThatIsNotReadHaveTheirPlaces() {
		List<Long> ids = List.of(this.id, IDS.incrementAndGet(), IDS.incrementAndGet());
		inTransaction((em) -> {
			Playlist playlist = playlist(this.id);
			em.persist(playlist);
			join(playlist, song(ids.get(0)));
		});

		inTransaction((em) -> {
			Playlist playlist = em.find(Playlist.class, this.id);
			join(playlist, song(ids.get(1)));
			assertThat(Hibernate.isInitialized(playlist.songs)).isFalse();
			em.flush();
			join(playlist, song(ids.get(2)));
		});

		for (int place = 1; place < 3; place++) {
			assertThat(entries("SONG", ids.get(place)).get(0).changes().list())
				.contains(value("place", null, (long) place));
			assertThat(state("SONG", ids.get(place))).containsEntry("place", (long) place);
		}
	}

	@Test
	void childrenKeepTheirPlacesWhereAListClosesItsGaps() {
		List<Long> ids = List.of(this.id, IDS.incrementAndGet(), IDS.incrementAndGet());
		inTransaction((em) -> {
			Playlist playlist = playlist(this.id);
			em.persist(playlist);
			ids.forEach((each) -> join(playlist, song(each)));
		});
		inTransaction((em) -> em.find(Song.class, this.id).playlist = null);

		long first = IDS.incrementAndGet();
		inTransaction((em) -> {
			Playlist playlist = em.find(Playlist.class, this.id);
			assertThat(playlist.songs).startsWith((Song) null);
			Song song = song(first);
			song.playlist = playlist;
			playlist.songs.add(0, song);
		});

		assertThat(entries("SONG", first).get(0).changes().list()).contains(value("place", null, 0L));
		for (int place = 1; place < 3; place++) {
			assertThat(entries("SONG", ids.get(place))).extracting(ChangeEntry::action).containsExactly(Action.CREATE);
			assertThat(state("SONG", ids.get(place))).containsEntry("place", (long) place);
		}
	}

	@Test
	void aChildThatLeavesAListIsUpdatedAndLivesOn() {
		persist(playlist(this.id), song());
		inTransaction((em) -> join(em.find(Playlist.class, this.id), em.find(Song.class, this.id)));

		inTransaction((em) -> {
			Song song = em.find(Song.class, this.id);
			em.find(Playlist.class, this.id).songs.remove(song);
			song.playlist = null;
		});

		assertThat(actions("SONG")).containsExactly(Action.UPDATE, Action.UPDATE, Action.CREATE);
		assertThat(newest("SONG")).containsExactly(value("place", 0L, null), value("playlist", text(), null));
		assertThat(this.history.stateAtOrBefore(Scope.everything(), new RecordRef("SONG", text()), Long.MAX_VALUE))
			.hasValueSatisfying((state) -> assertThat(state.deleted()).isFalse());
	}

	@Test
	void aChildThatMovesToAnotherListIsUpdatedOnce() {
		long other = IDS.incrementAndGet();
		persist(playlist(this.id), playlist(other), song());
		inTransaction((em) -> join(em.find(Playlist.class, this.id), em.find(Song.class, this.id)));

		inTransaction((em) -> {
			Song song = em.find(Song.class, this.id);
			em.find(Playlist.class, this.id).songs.remove(song);
			join(em.find(Playlist.class, other), song);
		});

		assertThat(actions("SONG")).containsExactly(Action.UPDATE, Action.UPDATE, Action.CREATE);
		assertThat(newest("SONG")).contains(value("playlist", text(), String.valueOf(other)));
	}

	@Test
	void aChildThatIsCreatedInAListIsCreated() {
		inTransaction((em) -> {
			Playlist playlist = playlist(this.id);
			em.persist(playlist);
			join(playlist, song());
		});

		assertThat(actions("SONG")).containsExactly(Action.CREATE);
		assertThat(newest("SONG")).containsExactly(value("place", null, 0L), value("playlist", null, text()),
				value("title", null, "title"));
	}

	@Test
	void aChildThatIsDeletedWithItsListIsDeleted() {
		inTransaction((em) -> {
			Playlist playlist = playlist(this.id);
			em.persist(playlist);
			join(playlist, song());
		});

		inTransaction((em) -> em.remove(em.find(Playlist.class, this.id)));

		assertThat(actions("SONG")).containsExactly(Action.DELETE, Action.CREATE);
	}

	@Test
	void aChildThatJoinsAMapIsUpdated() {
		Jingle jingle = new Jingle();
		jingle.id = this.id;
		persist(playlist(this.id), jingle);

		inTransaction((em) -> {
			Jingle found = em.find(Jingle.class, this.id);
			found.playlist = em.find(Playlist.class, this.id);
			found.playlist.jingles.put("noon", found);
		});
		inTransaction((em) -> {
			Jingle found = em.find(Jingle.class, this.id);
			em.find(Playlist.class, this.id).jingles.clear();
			found.playlist = null;
		});

		assertThat(actions("JINGLE")).containsExactly(Action.UPDATE, Action.UPDATE, Action.CREATE);
	}

	@Test
	void aChildThatKnowsItsPositionIsUpdated() {
		Break pause = new Break();
		pause.id = this.id;
		persist(playlist(this.id), pause);

		inTransaction((em) -> {
			Break found = em.find(Break.class, this.id);
			found.playlist = em.find(Playlist.class, this.id);
			found.playlist.breaks.add(found);
		});

		assertThat(actions("BREAK")).containsExactly(Action.UPDATE, Action.CREATE);
	}

	@Test
	void childrenHaveTheirNewPlacesWhenAListIsReordered() {
		List<Long> ids = List.of(this.id, IDS.incrementAndGet(), IDS.incrementAndGet());
		inTransaction((em) -> {
			Playlist playlist = playlist(this.id);
			em.persist(playlist);
			for (long each : ids) {
				Song song = new Song();
				song.id = each;
				join(playlist, song);
			}
		});

		inTransaction((em) -> {
			List<Song> songs = em.find(Playlist.class, this.id).songs;
			songs.add(songs.remove(0));
		});

		assertThat(entries("SONG", ids.get(0)).get(0).changes().list()).containsExactly(value("place", 0L, 2L));
		assertThat(entries("SONG", ids.get(1)).get(0).changes().list()).containsExactly(value("place", 1L, 0L));
		assertThat(entries("SONG", ids.get(2)).get(0).changes().list()).containsExactly(value("place", 2L, 1L));
		assertThat(state("SONG")).containsEntry("place", 2L).containsEntry("playlist", text());
	}

	@Test
	void aChildOfWhichAnotherFieldChangesKeepsItsPlace() {
		inTransaction((em) -> {
			Playlist playlist = playlist(this.id);
			em.persist(playlist);
			join(playlist, song());
		});

		inTransaction((em) -> em.find(Song.class, this.id).title = "other");
		inTransaction((em) -> em.merge(copy("merged")));

		assertThat(newest("SONG")).containsExactly(value("title", "other", "merged"));
		assertThat(state("SONG")).containsEntry("place", 0L).containsEntry("title", "merged");
	}

	@Test
	void aChildThatLeavesAListThatWasReplacedBeforeIsInNone() {
		inTransaction((em) -> {
			Playlist playlist = playlist(this.id);
			em.persist(playlist);
			join(playlist, song());
		});

		inTransaction((em) -> {
			Playlist playlist = em.find(Playlist.class, this.id);
			playlist.songs = new ArrayList<>(playlist.songs);
			em.flush();
			em.find(Song.class, this.id).playlist = null;
			playlist.songs.clear();
		});

		assertThat(newest("SONG")).containsExactly(value("place", 0L, null), value("playlist", text(), null));
		assertThat(state("SONG")).containsEntry("playlist", null).containsEntry("place", null);
	}

	@Test
	void aChildThatJoinsAListAndLeavesItInOneTransactionHasNoEntry() {
		persist(playlist(this.id), song());

		inTransaction((em) -> {
			Song song = em.find(Song.class, this.id);
			Playlist playlist = em.find(Playlist.class, this.id);
			join(playlist, song);
			em.flush();
			playlist.songs.clear();
			song.playlist = null;
		});

		assertThat(actions("SONG")).containsExactly(Action.CREATE);
		assertThat(state("SONG")).containsEntry("playlist", null).containsEntry("place", null);
	}

	@Test
	void aChildThatLeavesTheListThatItJoinedBeforeTheSessionWasClearedHasNoEntry() {
		persist(playlist(this.id), song());

		inTransaction((em) -> {
			join(em.find(Playlist.class, this.id), em.find(Song.class, this.id));
			em.flush();
			em.clear();
			Song song = em.find(Song.class, this.id);
			em.find(Playlist.class, this.id).songs.remove(song);
			song.playlist = null;
		});

		assertThat(actions("SONG")).containsExactly(Action.CREATE);
	}

	@Test
	void aChildOfAnInheritedListKeepsItsPlace() {
		inTransaction((em) -> {
			Mixtape mixtape = new Mixtape();
			mixtape.id = this.id;
			em.persist(mixtape);
			join(mixtape, song());
		});

		inTransaction((em) -> em.find(Song.class, this.id).title = "other");

		assertThat(newest("SONG")).containsExactly(value("title", "title", "other"));
		assertThat(state("SONG")).containsEntry("place", 0L).containsEntry("playlist", text());
	}

	@Test
	void aDeletedChildHasItsFormerPlace() {
		inTransaction((em) -> {
			Playlist playlist = playlist(this.id);
			em.persist(playlist);
			join(playlist, song());
		});

		inTransaction((em) -> {
			Song song = em.find(Song.class, this.id);
			em.find(Playlist.class, this.id).songs.remove(song);
			em.remove(song);
		});

		assertThat(newest("SONG")).containsExactly(value("place", 0L, null), value("playlist", text(), null),
				value("title", "title", null));
	}

	@Test
	void aChildThatAnotherTransactionHasDeletedHasNoEntryWhereItsListMovesIt() {
		List<Long> ids = songs(3);
		long made = IDS.incrementAndGet();

		inTransaction((em) -> {
			Playlist playlist = em.find(Playlist.class, this.id);
			assertThat(playlist.songs).hasSize(3);
			inOtherTransaction((other) -> other.remove(other.find(Song.class, ids.get(2))));
			playlist.songs.add(0, song(made));
			playlist.songs.get(0).playlist = playlist;
		});

		assertIsDeleted(Song.class, ids.get(2));
		assertThat(entries("SONG", ids.get(0)).get(0).changes().list()).containsExactly(value("place", 0L, 1L));
		assertThat(entries("SONG", ids.get(1)).get(0).changes().list()).containsExactly(value("place", 1L, 2L));
		assertThat(entries("SONG", made)).hasSize(1);
	}

	@Test
	void aChildThatAnotherTransactionHasDeletedHasNoEntryWhereItLeavesItsList() {
		List<Long> ids = songs(2);

		inTransaction((em) -> {
			Playlist playlist = em.find(Playlist.class, this.id);
			assertThat(playlist.songs).hasSize(2);
			inOtherTransaction((other) -> other.remove(other.find(Song.class, ids.get(1))));
			playlist.songs.remove(1);
		});

		assertIsDeleted(Song.class, ids.get(1));
	}

	@Test
	void aChildThatAnotherTransactionHasDeletedHasNoEntryWhereItsMapMovesIt() {
		inTransaction((em) -> {
			Jingle jingle = new Jingle();
			jingle.id = this.id;
			jingle.playlist = playlist(this.id);
			jingle.playlist.jingles.put("noon", jingle);
			em.persist(jingle.playlist);
		});

		inTransaction((em) -> {
			Map<String, Jingle> jingles = em.find(Playlist.class, this.id).jingles;
			assertThat(jingles).hasSize(1);
			inOtherTransaction((other) -> other.remove(other.find(Jingle.class, this.id)));
			jingles.put("night", jingles.remove("noon"));
		});

		assertIsDeleted(Jingle.class, this.id);
	}

	@Test
	void aChildThatAnotherTransactionHasDeletedHasNoEntryWhereItKnowsItsPosition() {
		long other = IDS.incrementAndGet();
		inTransaction((em) -> {
			Playlist playlist = playlist(this.id);
			em.persist(playlist);
			for (long each : List.of(this.id, other)) {
				Break pause = new Break();
				pause.id = each;
				pause.playlist = playlist;
				playlist.breaks.add(pause);
			}
		});

		inTransaction((em) -> {
			List<Break> breaks = em.find(Playlist.class, this.id).breaks;
			assertThat(breaks).hasSize(2);
			inOtherTransaction((concurrent) -> concurrent.remove(concurrent.find(Break.class, other)));
			breaks.add(0, breaks.remove(1));
		});

		assertIsDeleted(Break.class, other);
		assertThat(newest("BREAK")).containsExactly(value("place", 0L, 1L));
	}

	@Test
	void childrenThatOnlyMoveAreLookedForWithOneStatement() {
		songs(5);

		assertThat(locks((em) -> {
			List<Song> songs = em.find(Playlist.class, this.id).songs;
			songs.add(songs.remove(0));
		})).isEqualTo(1);
		assertThat(locks((em) -> {
			List<Song> songs = em.find(Playlist.class, this.id).songs;
			songs.add(songs.remove(0));
			songs.forEach((song) -> song.title = "other");
		})).isZero();
		assertThat(locks((em) -> join(em.find(Playlist.class, this.id), song(IDS.incrementAndGet())))).isZero();
	}

	/** Statements that do nothing but lock songs. */
	private long locks(Consumer<EntityManager> work) {
		return this.statements.of(() -> inTransaction(work))
			.stream()
			.filter((statement) -> statement.matches("(?s).*for (no key )?update.*") && statement.contains("song"))
			.filter((statement) -> !statement.contains(" join "))
			.count();
	}

	private void assertIsDeleted(Class<?> entity, long id) {
		String type = entity.getSimpleName().toUpperCase(Locale.ROOT);
		assertThat(entries(type, id)).extracting(ChangeEntry::action).containsExactly(Action.DELETE, Action.CREATE);
		RecordRef record = new RecordRef(type, String.valueOf(id));
		assertThat(this.history.stateAtOrBefore(Scope.everything(), record, Long.MAX_VALUE))
			.hasValueSatisfying((state) -> assertThat(state.deleted()).isTrue());
		inTransaction((em) -> assertThat(AuditReaderFactory.get(em).getRevisions(entity, id)).hasSize(2));
	}

	private List<Long> songs(int count) {
		List<Long> ids = LongStream.range(0, count)
			.mapToObj((index) -> (index == 0) ? this.id : IDS.incrementAndGet())
			.toList();
		inTransaction((em) -> {
			Playlist playlist = playlist(this.id);
			em.persist(playlist);
			ids.forEach((each) -> join(playlist, song(each)));
		});
		return ids;
	}

	private Song copy(String title) {
		Song song = song();
		song.title = title;
		song.playlist = playlist(this.id);
		return song;
	}

	private static void join(Playlist playlist, Song song) {
		song.playlist = playlist;
		playlist.songs.add(song);
	}

	private static Playlist playlist(long id) {
		Playlist playlist = new Playlist();
		playlist.id = id;
		return playlist;
	}

	private Song song() {
		return song(this.id);
	}

	private static Song song(long id) {
		Song song = new Song();
		song.id = id;
		song.title = "title";
		return song;
	}

	private void persist(Object... records) {
		inTransaction((em) -> List.of(records).forEach(em::persist));
	}

	private String text() {
		return String.valueOf(this.id);
	}

	private List<Action> actions(String type) {
		return entries(type).stream().map(ChangeEntry::action).toList();
	}

	private List<FieldChange> newest(String type) {
		return entries(type).get(0).changes().list();
	}

	private List<ChangeEntry> entries(String type) {
		return entries(type, this.id);
	}

	private List<ChangeEntry> entries(String type, long id) {
		return history(type, id);
	}

	private Map<String, @Nullable Object> state(String type) {
		return state(type, this.id);
	}

	private Map<String, @Nullable Object> state(String type, long id) {
		return this.history.stateAtOrBefore(Scope.everything(), new RecordRef(type, String.valueOf(id)), Long.MAX_VALUE)
			.orElseThrow()
			.values();
	}

}
