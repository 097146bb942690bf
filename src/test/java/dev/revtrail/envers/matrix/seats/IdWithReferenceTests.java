package dev.revtrail.envers.matrix.seats;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.FieldChange;
import dev.revtrail.LibraryTest;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordTypes;
import dev.revtrail.Scope;
import dev.revtrail.envers.matrix.MatrixCase;
import dev.revtrail.envers.matrix.seats.Seats.Cushion;
import dev.revtrail.envers.matrix.seats.Seats.CushionId;
import dev.revtrail.envers.matrix.seats.Seats.Door;
import dev.revtrail.envers.matrix.seats.Seats.Hall;
import dev.revtrail.envers.matrix.seats.Seats.Keeper;
import dev.revtrail.envers.matrix.seats.Seats.Locker;
import dev.revtrail.envers.matrix.seats.Seats.Place;
import dev.revtrail.envers.matrix.seats.Seats.Row;
import dev.revtrail.envers.matrix.seats.Seats.RowId;
import dev.revtrail.envers.matrix.seats.Seats.Seat;
import dev.revtrail.envers.matrix.seats.Seats.Ticket;
import dev.revtrail.envers.matrix.seats.Seats.Usher;
import jakarta.persistence.EntityManager;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Records whose ids have references in them: the ids are spelled by the parts of those
 * that they refer to.
 */
@LibraryTest(Seats.class)
class IdWithReferenceTests extends MatrixCase {

	private static final AtomicLong IDS = new AtomicLong();

	@Autowired
	RecordHistory history;

	@Autowired
	RecordTypes types;

	private final long hall = IDS.incrementAndGet();

	private final String row = this.hall + ",7";

	@BeforeEach
	void aHall() {
		inTransaction((em) -> em.persist(Hall.of(this.hall)));
	}

	@Test
	void anEmbeddedIdIsSpelledByTheOthersId() {
		inTransaction((em) -> {
			Seat seat = seat(em.getReference(Hall.class, this.hall));
			seat.colour = "red";
			seat.marks.add("loose");
			em.persist(seat);
			assertThat(this.types.of(seat)).hasValue(new RecordRef("SEAT", this.row));
		});
		inTransaction((em) -> find(em, Seat.class).colour = "blue");
		inTransaction((em) -> find(em, Seat.class).marks.add("worn"));
		inTransaction((em) -> em.remove(find(em, Seat.class)));

		assertThat(actions("SEAT", this.row)).containsExactly(Action.DELETE, Action.UPDATE, Action.UPDATE,
				Action.CREATE);
		assertThat(changes("SEAT", this.row, 3)).containsExactly(value("colour", null, "red"),
				new FieldChange.Elements("marks", List.of("loose"), List.of(), List.of()));
		assertThat(changes("SEAT", this.row, 2)).containsExactly(value("colour", "red", "blue"));
		assertThat(changes("SEAT", this.row, 0)).contains(value("colour", "blue", null));
	}

	@Test
	void anIdClassIsSpelledByTheOthersId() {
		inTransaction((em) -> {
			Row created = row(em);
			created.notes.add("creaks");
			created.name = "A";
			em.persist(created);
			assertThat(this.types.of(created)).hasValue(new RecordRef("SEAT_ROW", this.row));
		});
		inTransaction((em) -> em.find(Row.class, rowId()).name = "B");
		inTransaction((em) -> em.remove(em.find(Row.class, rowId())));

		assertThat(actions("SEAT_ROW", this.row)).containsExactly(Action.DELETE, Action.UPDATE, Action.CREATE);
		assertThat(changes("SEAT_ROW", this.row, 1)).containsExactly(value("name", "A", "B"));
		assertThat(state("SEAT_ROW", this.row, 2)).containsEntry("name", "A");
	}

	@Test
	void anIdInAnIdIsSpelledByAllParts() {
		inTransaction((em) -> {
			Row created = row(em);
			em.persist(created);
			em.persist(cushion(created));
		});
		inTransaction((em) -> em.find(Cushion.class, new CushionId(rowId(), "dark")).softness = 3);
		inTransaction((em) -> em.remove(em.find(Cushion.class, new CushionId(rowId(), "dark"))));

		String id = this.row + ",dark";
		assertThat(actions("CUSHION", id)).containsExactly(Action.DELETE, Action.UPDATE, Action.CREATE);
		assertThat(changes("CUSHION", id, 1)).containsExactly(value("softness", 0L, 3L));
	}

	@Test
	void aRecordThatIsItsOwnIdIsSpelledByItsParts() {
		inTransaction((em) -> {
			Door door = new Door();
			door.hall = em.find(Hall.class, this.hall);
			door.number = 7;
			door.code = "a";
			em.persist(door);
			em.flush();
			door.code = "b";
			em.flush();
			door.code = "c";
		});
		inTransaction((em) -> em.createQuery("from Door d where d.hall.id = :hall", Door.class)
			.setParameter("hall", this.hall)
			.getSingleResult().code = "d");

		assertThat(actions("DOOR", this.row)).containsExactly(Action.UPDATE, Action.CREATE);
		assertThat(changes("DOOR", this.row, 0)).containsExactly(value("code", "c", "d"));
	}

	@Test
	void aRecordWithTheIdOfAnotherIsSpelledByIt() {
		inTransaction((em) -> {
			Keeper keeper = new Keeper();
			keeper.hall = em.find(Hall.class, this.hall);
			keeper.name = "Ann";
			em.persist(keeper);
		});
		inTransaction((em) -> em.createQuery("from Keeper k where k.hall.id = :hall", Keeper.class)
			.setParameter("hall", this.hall)
			.getSingleResult().name = "Bea");

		String id = String.valueOf(this.hall);
		assertThat(actions("KEEPER", id)).containsExactly(Action.UPDATE, Action.CREATE);
		assertThat(changes("KEEPER", id, 0)).containsExactly(value("name", "Ann", "Bea"));
	}

	@Test
	void aRecordIsOneInAllTheObjectsThatASessionMakesOfIt() {
		inTransaction((em) -> {
			Seat seat = seat(em.find(Hall.class, this.hall));
			seat.colour = "a";
			Row made = row(em);
			made.name = "a";
			Door door = new Door();
			door.hall = em.find(Hall.class, this.hall);
			door.number = 7;
			door.code = "a";
			Keeper keeper = new Keeper();
			keeper.hall = em.find(Hall.class, this.hall);
			keeper.name = "a";
			List.of(seat, made, door, keeper).forEach(em::persist);
		});

		inTransaction((em) -> {
			for (String set : List.of("Seat r set r.colour = 'b' where r.place.hall",
					"SeatRow r set r.name = 'b' where r.hall", "Door r set r.code = 'b' where r.hall",
					"Keeper r set r.name = 'b' where r.hall")) {
				this.log.bulk()
					.execute(em.createQuery("update " + set + ".id = :hall").setParameter("hall", this.hall));
			}
			inHall(em, "Seat", "place.hall", Seat.class).colour = "c";
			inHall(em, "SeatRow", "hall", Row.class).name = "c";
			inHall(em, "Door", "hall", Door.class).code = "c";
			inHall(em, "Keeper", "hall", Keeper.class).name = "c";
		});

		assertThat(changes("SEAT", this.row, 0)).containsExactly(value("colour", "a", "c"));
		assertThat(changes("SEAT_ROW", this.row, 0)).containsExactly(value("name", "a", "c"));
		assertThat(changes("DOOR", this.row, 0)).containsExactly(value("code", "a", "c"));
		assertThat(changes("KEEPER", String.valueOf(this.hall), 0)).containsExactly(value("name", "a", "c"));
	}

	@Test
	void aParentLosesSuchChildrenWhenAnotherTakesThem() {
		long first = IDS.incrementAndGet();
		long second = IDS.incrementAndGet();
		inTransaction((em) -> {
			Usher usher = Usher.of(first);
			usher.seats.add(seat(em.find(Hall.class, this.hall)));
			Keeper keeper = new Keeper();
			keeper.hall = em.find(Hall.class, this.hall);
			usher.keepers.add(keeper);
			usher.seats.forEach(em::persist);
			usher.keepers.forEach(em::persist);
			em.persist(usher);
			em.persist(Usher.of(second));
		});

		inTransaction((em) -> {
			Usher usher = em.find(Usher.class, second);
			usher.seats.add(inHall(em, "Seat", "place.hall", Seat.class));
			usher.keepers.add(inHall(em, "Keeper", "hall", Keeper.class));
		});

		String keeper = String.valueOf(this.hall);
		assertThat(changes("USHER", String.valueOf(second), 0)).containsExactly(joined("keepers", keeper),
				joined("seats", this.row));
		assertThat(changes("USHER", String.valueOf(first), 0)).containsExactly(left("keepers", keeper),
				left("seats", this.row));
	}

	private static FieldChange joined(String field, String id) {
		return new FieldChange.Elements(field, List.of(id), List.of(), List.of());
	}

	private static FieldChange left(String field, String id) {
		return new FieldChange.Elements(field, List.of(), List.of(id), List.of());
	}

	private <T> T inHall(EntityManager em, String entity, String reference, Class<T> type) {
		return em.createQuery("from " + entity + " r where r." + reference + ".id = :hall", type)
			.setParameter("hall", this.hall)
			.getSingleResult();
	}

	@Test
	void referencesToThemAreRecordedByTheirIds() {
		inTransaction((em) -> {
			Hall found = em.find(Hall.class, this.hall);
			Seat seat = seat(found);
			Row created = row(em);
			Cushion cushion = cushion(created);
			Locker locker = new Locker();
			locker.place = new Place(found, 7);
			Ticket ticket = new Ticket();
			ticket.id = this.hall;
			ticket.seat = seat;
			ticket.line = created;
			ticket.cushion = cushion;
			ticket.locker = locker;
			ticket.rows.add(created);
			List.of(seat, created, cushion, locker, ticket).forEach(em::persist);
		});

		String id = String.valueOf(this.hall);
		assertThat(changes("TICKET", id, 0)).contains(value("seat", null, this.row), value("line", null, this.row),
				value("cushion", null, this.row + ",dark"), value("locker", null, this.row));
		assertThat(state("TICKET", id, 0)).containsEntry("rows", List.of(this.row));

		inTransaction((em) -> {
			Ticket ticket = em.find(Ticket.class, this.hall);
			ticket.holder = "Ann";
		});
		assertThat(state("TICKET", id, 0)).containsEntry("seat", this.row)
			.containsEntry("line", this.row)
			.containsEntry("cushion", this.row + ",dark")
			.containsEntry("locker", this.row);

		inTransaction((em) -> {
			Ticket ticket = em.find(Ticket.class, this.hall);
			ticket.seat = null;
			ticket.line = null;
			ticket.cushion = null;
			ticket.locker = null;
			ticket.rows.clear();
		});
		assertThat(changes("TICKET", id, 0)).contains(value("seat", this.row, null), value("line", this.row, null),
				value("cushion", this.row + ",dark", null), value("locker", this.row, null));
	}

	@Test
	void referencesByProxiesAreRecordedByTheirIds() {
		String id = String.valueOf(this.hall);
		CushionId cushionId = new CushionId(rowId(), "dark");
		inTransaction((em) -> {
			Hall found = em.find(Hall.class, this.hall);
			Row created = row(em);
			Locker locker = new Locker();
			locker.place = new Place(found, 7);
			Keeper keeper = new Keeper();
			keeper.hall = found;
			List.of(seat(found), created, cushion(created), locker, keeper).forEach(em::persist);
		});
		inTransaction((em) -> {
			Place place = new Place(em.getReference(Hall.class, this.hall), 7);
			Ticket ticket = new Ticket();
			ticket.id = this.hall;
			ticket.seat = em.getReference(Seat.class, place);
			ticket.line = em.getReference(Row.class, rowId());
			ticket.cushion = em.getReference(Cushion.class, cushionId);
			ticket.locker = em.getReference(Locker.class, place);
			ticket.seats.add(ticket.seat);
			ticket.rows.add(ticket.line);
			ticket.cushions.put("head", ticket.cushion);
			em.persist(ticket);
		});

		assertThat(changes("TICKET", id, 0)).contains(value("seat", null, this.row), value("line", null, this.row),
				value("cushion", null, this.row + ",dark"), value("locker", null, this.row),
				new FieldChange.Elements("seats", List.of(this.row), List.of(), List.of()),
				new FieldChange.Elements("rows", List.of(this.row), List.of(), List.of()));
		Map<String, @Nullable Object> created = state("TICKET", id, 0);
		assertThat(created).containsEntry("seat", this.row)
			.containsEntry("line", this.row)
			.containsEntry("cushion", this.row + ",dark")
			.containsEntry("locker", this.row)
			.containsEntry("seats", List.of(this.row))
			.containsEntry("rows", List.of(this.row))
			.containsEntry("cushions", Map.of("head", this.row + ",dark"));

		inTransaction((em) -> em.find(Ticket.class, this.hall).holder = "Ann");
		assertThat(state("TICKET", id, 0)).containsAllEntriesOf(withHolder(created));

		inTransaction((em) -> em.remove(em.find(Ticket.class, this.hall)));
		assertThat(changes("TICKET", id, 0)).contains(value("seat", this.row, null), value("line", this.row, null),
				value("cushion", this.row + ",dark", null), value("locker", this.row, null),
				new FieldChange.Elements("seats", List.of(), List.of(this.row), List.of()),
				new FieldChange.Elements("rows", List.of(), List.of(this.row), List.of()));
	}

	@Test
	void referencesByProxiesThatACompletionCallbackFlushesAreRecordedByTheirIds() {
		Ticket changed = new Ticket();
		changed.id = IDS.incrementAndGet();
		Ticket created = new Ticket();
		created.id = IDS.incrementAndGet();
		inTransaction((em) -> {
			em.persist(row(em));
			em.persist(changed);
		});

		inTransaction((em) -> {
			Ticket found = em.find(Ticket.class, changed.id);
			found.holder = "Ann";
			em.flush();
			em.unwrap(SessionImplementor.class)
				.getActionQueue()
				.registerCallback((SharedSessionContractImplementor session) -> {
					found.line = em.getReference(Row.class, rowId());
					created.line = found.line;
					em.persist(created);
					em.flush();
				});
		});

		assertThat(changes("TICKET", String.valueOf(changed.id), 0)).contains(value("line", null, this.row));
		assertThat(state("TICKET", String.valueOf(changed.id), 0)).containsEntry("line", this.row);
		assertThat(changes("TICKET", String.valueOf(created.id), 0)).contains(value("line", null, this.row));
		assertThat(state("TICKET", String.valueOf(created.id), 0)).containsEntry("line", this.row);
	}

	@Test
	void aReferenceOfARecordThatAStatelessSessionDeletesByItsIdIsRecordedByItsId() {
		Ticket ticket = new Ticket();
		ticket.id = IDS.incrementAndGet();
		inTransaction((em) -> {
			ticket.line = row(em);
			List.of(ticket.line, ticket).forEach(em::persist);
		});
		Ticket known = new Ticket();
		known.id = ticket.id;

		this.entityManager.getEntityManagerFactory()
			.unwrap(SessionFactory.class)
			.inStatelessTransaction((session) -> session.delete(known));

		assertThat(changes("TICKET", String.valueOf(ticket.id), 0)).contains(value("line", this.row, null));
	}

	@Test
	void aReferenceStaysWhereACollectionChangesAloneAndTheSessionIsCleared() {
		Ticket ticket = new Ticket();
		ticket.id = IDS.incrementAndGet();
		inTransaction((em) -> {
			ticket.line = row(em);
			List.of(ticket.line, ticket).forEach(em::persist);
		});

		inTransaction((em) -> {
			em.find(Ticket.class, ticket.id).rows.add(em.getReference(Row.class, rowId()));
			em.flush();
			em.clear();
		});

		assertThat(state("TICKET", String.valueOf(ticket.id), 0)).containsEntry("line", this.row);
	}

	private static Map<String, @Nullable Object> withHolder(Map<String, @Nullable Object> state) {
		Map<String, @Nullable Object> changed = new HashMap<>(state);
		changed.put("holder", "Ann");
		return changed;
	}

	@Test
	void deletedRecordsAreStillShown() {
		inTransaction((em) -> {
			Row created = row(em);
			created.name = "A";
			em.persist(created);
			em.persist(cushion(created));
		});
		inTransaction((em) -> {
			em.remove(em.find(Cushion.class, new CushionId(rowId(), "dark")));
			em.remove(em.find(Row.class, rowId()));
		});
		inTransaction((em) -> em.remove(em.find(Hall.class, this.hall)));

		assertThat(changes("SEAT_ROW", this.row, 0)).containsExactly(value("name", "A", null));
		assertThat(changes("CUSHION", this.row + ",dark", 0)).containsExactly(value("softness", 0L, null));
		assertThat(state("CUSHION", this.row + ",dark", 1)).containsEntry("softness", 0L);
	}

	private Seat seat(Hall hall) {
		Seat seat = new Seat();
		seat.place = new Place(hall, 7);
		return seat;
	}

	private Row row(EntityManager em) {
		Row created = new Row();
		created.hall = em.find(Hall.class, this.hall);
		created.number = 7;
		return created;
	}

	private static Cushion cushion(Row row) {
		Cushion cushion = new Cushion();
		cushion.line = row;
		cushion.shade = "dark";
		return cushion;
	}

	private RowId rowId() {
		return new RowId(this.hall, 7);
	}

	private <T> T find(EntityManager em, Class<T> type) {
		return em.find(type, new Place(em.getReference(Hall.class, this.hall), 7));
	}

	private List<Action> actions(String type, String id) {
		return history(type, id).stream().map(ChangeEntry::action).toList();
	}

	private List<FieldChange> changes(String type, String id, int entry) {
		return history(type, id).get(entry).changes().list();
	}

	private Map<String, @Nullable Object> state(String type, String id, int entry) {
		return this.history
			.stateAtOrBefore(Scope.everything(), new RecordRef(type, id),
					history(type, id).get(entry).revision().number())
			.orElseThrow()
			.values();
	}

}
