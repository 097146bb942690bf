package dev.revtrail.oracle;

import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

import dev.revtrail.oracle.Museum.Crate;
import dev.revtrail.oracle.Museum.Exhibit;
import dev.revtrail.oracle.Museum.Lender;
import dev.revtrail.oracle.Museum.Offer;
import dev.revtrail.oracle.Museum.Room;
import dev.revtrail.oracle.Museum.RoomId;
import dev.revtrail.oracle.Museum.Tour;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Steps of a stateless session, which writes whole records and reads none by itself.
 *
 * @param draw random values
 * @param session the session
 * @param numbers new ids
 */
record MuseumStateless(Draw draw, StatelessSession session, LongSupplier numbers) {

	void step() {
		switch (this.draw.below(9)) {
			case 0, 1, 2, 3 -> crate();
			case 4, 5 -> lender();
			case 6 -> offer();
			case 7 -> exhibit();
			default -> tour();
		}
	}

	private List<Object> ids(Class<?> entity) {
		return this.session
			.createSelectionQuery("select e.id from " + entity.getSimpleName() + " e order by e.id", Object.class)
			.getResultList();
	}

	private <E> @Nullable E any(Class<E> entity) {
		List<Object> ids = ids(entity);
		return ids.isEmpty() ? null : this.session.get(entity, this.draw.of(ids));
	}

	/** A room that is only known by its id. */
	private @Nullable Room room() {
		List<RoomId> ids = this.session
			.createSelectionQuery("select r.id from Room r order by r.id.wing, r.id.floor", RoomId.class)
			.getResultList();
		if (ids.isEmpty() || this.draw.chance(20)) {
			return null;
		}
		Room room = new Room();
		room.id = this.draw.of(ids);
		return room;
	}

	private void crate() {
		List<Object> ids = ids(Crate.class);
		boolean made = ids.isEmpty() || this.draw.chance(30);
		Crate crate = new Crate();
		crate.id = made ? "c" + this.numbers.getAsLong() : (String) this.draw.of(ids);
		if (!made && this.draw.chance(60)) {
			crate = this.session.get(Crate.class, crate.id);
			List.of(crate.tags, crate.steps, crate.counts, crate.rooms)
				.forEach((collection) -> this.session.fetch(collection));
		}
		if (!made && this.draw.chance(20)) {
			this.session.delete(crate);
			return;
		}
		for (int i = 1 + this.draw.below(3); i > 0; i--) {
			MuseumRecords.edit(crate, this.draw);
		}
		if (this.draw.chance(50)) {
			crate.room = room();
		}
		toggle(crate.rooms, room());
		if (this.draw.chance(30)) {
			this.session.upsert(crate);
		}
		else if (made) {
			this.session.insert(crate);
		}
		else {
			this.session.update(crate);
		}
	}

	private static void toggle(Set<Room> rooms, @Nullable Room room) {
		if (room != null && !rooms.removeIf((other) -> other.id.equals(room.id))) {
			rooms.add(room);
		}
	}

	private void lender() {
		Lender lender = this.draw.chance(30) ? null : any(Lender.class);
		if (lender == null) {
			Lender made = MuseumRecords.edit(MuseumRecords.lender(this.numbers.getAsLong()), this.draw);
			if (this.draw.chance(50)) {
				this.session.insert(made);
			}
			else {
				this.session.upsert(made);
			}
		}
		else if (this.draw.chance(15)) {
			this.session.delete(lender);
		}
		else {
			Lender written = MuseumRecords.edit(this.draw.chance(50) ? lender : MuseumRecords.lender(lender.id),
					this.draw);
			if (this.draw.chance(50)) {
				this.session.update(written);
			}
			else {
				this.session.upsert(written);
			}
		}
	}

	private void offer() {
		Offer offer = this.draw.chance(30) ? null : any(Offer.class);
		if (offer == null) {
			this.session.insert(MuseumRecords.edit(MuseumRecords.offer(this.numbers.getAsLong()), this.draw));
		}
		else if (this.draw.chance(15)) {
			// Hibernate leaves the rows of what is not loaded
			this.session.fetch(offer.terms);
			this.session.delete(offer);
		}
		else {
			this.session.fetch(offer.terms);
			this.session.update(MuseumRecords.edit(offer, this.draw));
		}
	}

	private void exhibit() {
		Exhibit exhibit = this.draw.chance(40) ? null : any(Exhibit.class);
		if (exhibit == null) {
			Exhibit made = new Exhibit();
			made.name = this.draw.word();
			made.room = room();
			this.session.insert(made);
		}
		else if (this.draw.chance(20)) {
			this.session.fetch(exhibit.tags);
			this.session.fetch(exhibit.formerRooms);
			this.session.delete(exhibit);
		}
		else {
			exhibit.name = this.draw.perhaps(this.draw::text);
			this.session.update(exhibit);
		}
	}

	private void tour() {
		Tour tour = any(Tour.class);
		if (tour != null && this.draw.chance(50)) {
			this.session.delete(tour);
		}
	}

}
