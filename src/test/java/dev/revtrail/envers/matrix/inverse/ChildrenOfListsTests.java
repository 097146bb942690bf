package dev.revtrail.envers.matrix.inverse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeQuery;
import dev.revtrail.FieldChange;
import dev.revtrail.LibraryTest;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.envers.matrix.MatrixCase;
import dev.revtrail.envers.matrix.inverse.Playlists.Album;
import dev.revtrail.envers.matrix.inverse.Playlists.Track;
import jakarta.persistence.EntityManager;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Of a child that only its parents' collections move, entries have what they wrote, and
 * nothing where they wrote nothing.
 */
@LibraryTest(Playlists.class)
class ChildrenOfListsTests extends MatrixCase {

	private static final AtomicLong IDS = new AtomicLong(1000);

	@Autowired
	RecordHistory history;

	private final long one = IDS.incrementAndGet();

	private final long other = IDS.incrementAndGet();

	private final long first = IDS.incrementAndGet();

	private final long second = IDS.incrementAndGet();

	@BeforeEach
	void albumsAndTracks() {
		inTransaction((em) -> {
			em.persist(album(this.one));
			em.persist(album(this.other));
			em.persist(track(this.first));
			em.persist(track(this.second));
		});
	}

	@Test
	void aChildThatJoinsHasOneEntryWithItsPlace() {
		inTransaction((em) -> tracks(em, this.one).addAll(List.of(find(em, this.first), find(em, this.second))));

		assertThat(newest(this.first)).containsExactly(value("album", null, text(this.one)), value("place", null, 0L));
		assertThat(newest(this.second)).containsExactly(value("album", null, text(this.one)), value("place", null, 1L));
		assertThat(entries(this.first)).hasSize(2);
		assertThat(
				this.log.slice(ChangeQuery.in(Scope.everything()).record(record(this.first)).field("album"), null, 10)
					.entries())
			.hasSize(1);
	}

	@Test
	void aChildThatJoinsByAProxyKeepsItsOtherFields() {
		inTransaction((em) -> tracks(em, this.one).add(em.getReference(Track.class, this.first)));

		assertThat(newest(this.first)).containsExactly(value("album", null, text(this.one)), value("place", null, 0L));
		assertThat(state(this.first)).containsEntry("title", "title").containsEntry("album", text(this.one));
		inTransaction((em) -> find(em, this.first).title = "other");
		assertThat(newest(this.first)).containsExactly(value("title", "title", "other"));
	}

	@Test
	void aChildThatJoinsByAProxyKeepsItsOtherFieldsWhereTheSessionIsCleared() {
		inTransaction((em) -> {
			tracks(em, this.one).add(em.getReference(Track.class, this.first));
			em.flush();
			em.clear();
		});

		assertThat(newest(this.first)).containsExactly(value("album", null, text(this.one)), value("place", null, 0L));
		assertThat(state(this.first)).containsEntry("title", "title").containsEntry("album", text(this.one));
		inTransaction((em) -> find(em, this.first).title = "other");
		assertThat(newest(this.first)).containsExactly(value("title", "title", "other"));
	}

	@Test
	void whatADetachedChildHoldsIsNotWritten() {
		inTransaction((em) -> {
			Track track = find(em, this.first);
			tracks(em, this.one).add(track);
			em.flush();
			em.clear();
			track.title = "never flushed";
		});

		assertThat(newest(this.first)).containsExactly(value("album", null, text(this.one)), value("place", null, 0L));
		assertThat(state(this.first)).containsEntry("title", "title");
	}

	@Test
	void aSessionThatIsFlushedByHandWritesTheSame() {
		inTransaction((em) -> {
			em.unwrap(Session.class).setHibernateFlushMode(FlushMode.MANUAL);
			tracks(em, this.one).add(em.getReference(Track.class, this.first));
			em.flush();
		});

		assertThat(newest(this.first)).containsExactly(value("album", null, text(this.one)), value("place", null, 0L));
		assertThat(state(this.first)).containsEntry("title", "title").containsEntry("album", text(this.one));
	}

	@Test
	void aChildThatJoinsAndLeavesInOneTransactionHasNoEntry() {
		inTransaction((em) -> {
			tracks(em, this.one).add(find(em, this.first));
			em.flush();
			tracks(em, this.one).clear();
		});
		assertThat(entries(this.first)).hasSize(1);
		assertThat(state(this.first)).containsEntry("album", null).containsEntry("place", null);

		inTransaction((em) -> {
			tracks(em, this.one).add(em.getReference(Track.class, this.second));
			em.flush();
			tracks(em, this.one).clear();
		});
		assertThat(state(this.second)).containsEntry("album", null).containsEntry("title", "title");
	}

	@Test
	void aChildThatLeavesAndJoinsAgainHasNoEntry() {
		inTransaction((em) -> tracks(em, this.one).add(find(em, this.first)));
		inTransaction((em) -> {
			tracks(em, this.one).clear();
			em.flush();
			tracks(em, this.one).add(find(em, this.first));
		});

		assertThat(entries(this.first)).hasSize(2);
		assertThat(state(this.first)).containsEntry("album", text(this.one)).containsEntry("place", 0L);
	}

	@Test
	void aListThatIsReplacedByAnEqualOneChangesNothing() {
		inTransaction((em) -> tracks(em, this.one).addAll(List.of(find(em, this.first), find(em, this.second))));
		inTransaction((em) -> {
			Album album = em.find(Album.class, this.one);
			album.tracks = new ArrayList<>(album.tracks);
		});

		assertThat(entries(this.first)).hasSize(2);
		assertThat(entries(this.second)).hasSize(2);
		assertThat(state(this.second)).containsEntry("album", text(this.one)).containsEntry("place", 1L);
	}

	@Test
	void aChildThatMovesHasItsOldAndNewPlace() {
		inTransaction((em) -> tracks(em, this.one).addAll(List.of(find(em, this.first), find(em, this.second))));
		inTransaction((em) -> tracks(em, this.other).add(tracks(em, this.one).remove(1)));

		assertThat(newest(this.second)).containsExactly(value("album", text(this.one), text(this.other)),
				value("place", 1L, 0L));
		assertThat(entries(this.first)).hasSize(2);
	}

	@Test
	void aChildThatIsTakenFromAParentThatDoesNotKnowHasItsFormerParent() {
		inTransaction((em) -> tracks(em, this.one).addAll(List.of(find(em, this.first), find(em, this.second))));
		inTransaction((em) -> tracks(em, this.other).add(em.getReference(Track.class, this.second)));

		assertThat(newest(this.second)).containsExactly(value("album", text(this.one), text(this.other)),
				value("place", 1L, 0L));
	}

	@Test
	void childrenHaveTheirPlacesWhenTheirListIsReordered() {
		inTransaction((em) -> tracks(em, this.one).addAll(List.of(find(em, this.first), find(em, this.second))));
		inTransaction((em) -> {
			List<Track> tracks = tracks(em, this.one);
			tracks.add(tracks.remove(0));
		});

		assertThat(newest(this.first)).containsExactly(value("place", 0L, 1L));
		assertThat(newest(this.second)).containsExactly(value("place", 1L, 0L));
	}

	@Test
	void aChildThatIsChangedAndMovedHasOneEntry() {
		inTransaction((em) -> {
			Track track = find(em, this.first);
			track.title = "other";
			tracks(em, this.one).add(track);
		});

		assertThat(newest(this.first)).containsExactly(value("album", null, text(this.one)), value("place", null, 0L),
				value("title", "title", "other"));
	}

	@Test
	void aChildThatIsMadeInAListAndDeletedInOneHasItsPlaces() {
		long made = IDS.incrementAndGet();
		inTransaction((em) -> {
			Track track = track(made);
			em.persist(track);
			tracks(em, this.one).add(track);
		});
		assertThat(newest(made)).containsExactly(value("album", null, text(this.one)), value("place", null, 0L),
				value("title", null, "title"));

		inTransaction((em) -> em.remove(tracks(em, this.one).remove(0)));
		assertThat(entries(made)).extracting(ChangeEntry::action).containsExactly(Action.DELETE, Action.CREATE);
		assertThat(newest(made)).containsExactly(value("album", text(this.one), null), value("place", 0L, null),
				value("title", "title", null));
	}

	@Test
	void aChildThatAnotherTransactionHasDeletedHasNoEntryWhereItsListMovesIt() {
		inTransaction((em) -> tracks(em, this.one).addAll(List.of(find(em, this.first), find(em, this.second))));
		long made = IDS.incrementAndGet();
		inTransaction((em) -> em.persist(track(made)));

		inTransaction((em) -> {
			List<Track> tracks = tracks(em, this.one);
			assertThat(tracks).hasSize(2);
			inOtherTransaction((other) -> other.remove(find(other, this.second)));
			tracks.add(0, find(em, made));
		});

		assertThat(newest(this.first)).containsExactly(value("place", 0L, 1L));
		assertThat(entries(this.second)).extracting(ChangeEntry::action)
			.containsExactly(Action.DELETE, Action.UPDATE, Action.CREATE);
		assertThat(this.history.stateAtOrBefore(Scope.everything(), record(this.second), Long.MAX_VALUE))
			.hasValueSatisfying((state) -> assertThat(state.deleted()).isTrue());
	}

	private static Album album(long id) {
		Album album = new Album();
		album.id = id;
		return album;
	}

	private static Track track(long id) {
		Track track = new Track();
		track.id = id;
		track.title = "title";
		return track;
	}

	private static List<Track> tracks(EntityManager em, long album) {
		return em.find(Album.class, album).tracks;
	}

	private static Track find(EntityManager em, long id) {
		return em.find(Track.class, id);
	}

	private static String text(long id) {
		return String.valueOf(id);
	}

	private static RecordRef record(long id) {
		return new RecordRef("TRACK", text(id));
	}

	private List<FieldChange> newest(long id) {
		return entries(id).get(0).changes().list();
	}

	private List<ChangeEntry> entries(long id) {
		return history(record(id));
	}

	private Map<String, @Nullable Object> state(long id) {
		return this.history.stateAtOrBefore(Scope.everything(), record(id), Long.MAX_VALUE).orElseThrow().values();
	}

}
