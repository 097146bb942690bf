package dev.revtrail.oracle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.revtrail.oracle.Museum.Crate;
import dev.revtrail.oracle.Museum.Exhibit;
import dev.revtrail.oracle.Museum.Lender;
import dev.revtrail.oracle.Museum.Offer;
import dev.revtrail.oracle.Museum.Room;
import dev.revtrail.oracle.Museum.RoomId;

/**
 * Steps over records that stand alone: exhibits, whose callbacks set fields, offers,
 * which are cached, lenders, crates, and the rooms that others refer to.
 */
final class MuseumRecords {

	private static final List<String> WINGS = List.of("a,b", "c\\d", "e");

	private static final List<String> REFERENCES = List.of("Exhibit e where e.room = :room",
			"Exhibit e join e.formerRooms r where r = :room", "Crate c where c.room = :room",
			"Crate c join c.rooms r where r = :room", "Tour t join t.rooms r where r = :room",
			"Remark m where m.room = :room");

	private MuseumRecords() {
	}

	static void step(MuseumVisit visit) {
		switch (visit.draw().below(10)) {
			case 0, 1, 2 -> exhibit(visit);
			case 3, 4 -> offer(visit);
			case 5, 6 -> lender(visit);
			case 7, 8 -> crate(visit);
			default -> room(visit);
		}
	}

	private static void room(MuseumVisit visit) {
		Draw draw = visit.draw();
		Room room = draw.chance(50) ? null : visit.any(Room.class);
		if (room == null) {
			Room made = new Room();
			made.id = new RoomId(draw.of(WINGS), draw.below(4));
			if (visit.find(Room.class, made.id) == null) {
				made.name = draw.word();
				visit.em().persist(made);
				visit.em().flush();
			}
		}
		else if (draw.chance(70)) {
			room.name = draw.perhaps(draw::text);
		}
		else {
			visit.em().flush();
			if (isFree(visit, room)) {
				visit.em().remove(room);
				visit.em().flush();
			}
		}
	}

	private static boolean isFree(MuseumVisit visit, Room room) {
		return REFERENCES.stream()
			.allMatch((from) -> visit.em()
				.createQuery("select count(*) from " + from, Long.class)
				.setParameter("room", room)
				.getSingleResult() == 0);
	}

	private static void exhibit(MuseumVisit visit) {
		Draw draw = visit.draw();
		Exhibit exhibit = draw.chance(30) ? null : visit.any(Exhibit.class);
		if (exhibit == null) {
			Exhibit made = new Exhibit();
			edit(made, visit);
			visit.em().persist(made);
			if (draw.chance(30)) {
				edit(made, visit);
			}
		}
		else if (draw.chance(15)) {
			visit.em().remove(exhibit);
		}
		else if (draw.chance(20)) {
			visit.em().flush();
			visit.em().detach(exhibit);
			exhibit.name = draw.perhaps(draw::text);
			visit.em().merge(exhibit);
		}
		else {
			edit(exhibit, visit);
		}
	}

	private static void edit(Exhibit exhibit, MuseumVisit visit) {
		Draw draw = visit.draw();
		for (int i = 1 + draw.below(3); i > 0; i--) {
			switch (draw.below(5)) {
				case 0 -> exhibit.name = draw.perhaps(draw::text);
				case 1 -> exhibit.early = draw.perhaps(draw::word);
				case 2 -> exhibit.room = visit.reference(Room.class);
				case 3 -> toggle(exhibit.formerRooms, visit);
				default -> toggle(exhibit.tags, draw.word());
			}
		}
	}

	private static void lender(MuseumVisit visit) {
		Draw draw = visit.draw();
		Lender lender = draw.chance(30) ? null : visit.any(Lender.class);
		if (lender == null) {
			Lender made = edit(lender(visit.number()), draw);
			visit.persist(made, made.id);
		}
		else if (draw.chance(15)) {
			visit.em().remove(lender);
		}
		else if (draw.chance(20)) {
			visit.em().flush();
			visit.em().detach(lender);
			visit.em().merge(edit(lender, draw));
		}
		else {
			edit(lender, draw);
		}
	}

	static Lender lender(long id) {
		Lender lender = new Lender();
		lender.id = id;
		return lender;
	}

	static Lender edit(Lender lender, Draw draw) {
		lender.turn = draw.below(5);
		if (draw.chance(60)) {
			lender.name = draw.perhaps(draw::text);
		}
		if (draw.chance(40)) {
			lender.fee = draw.perhaps(() -> fine(draw));
		}
		return lender;
	}

	private static void offer(MuseumVisit visit) {
		Draw draw = visit.draw();
		List<Object> ids = visit.ids(Offer.class);
		Object id = (ids.isEmpty() || draw.chance(30)) ? null : draw.of(ids);
		if (id == null) {
			Offer made = edit(offer(visit.number()), draw);
			visit.persist(made, made.id);
			return;
		}
		boolean first = !visit.touched().contains(MuseumVisit.name(Offer.class, id));
		Offer offer = visit.find(Offer.class, id);
		if (offer == null) {
			return;
		}
		if (first) {
			loaded(Objects.requireNonNull(visit.before().get(MuseumVisit.name(Offer.class, id))), offer);
		}
		if (draw.chance(15)) {
			visit.em().remove(offer);
			return;
		}
		edit(offer, draw);
		// It is written with all its columns, even if the row has changed
		offer.turn = (int) visit.number();
	}

	/** What the cache has may be older than the row. It has what columns round. */
	private static void loaded(Shadow shadow, Offer offer) {
		shadow.fields.put("name", offer.name);
		shadow.fields.put("price",
				(offer.price != null) ? Reported.number(offer.price.setScale(2, RoundingMode.HALF_UP)) : null);
	}

	static Offer offer(long id) {
		Offer offer = new Offer();
		offer.id = id;
		return offer;
	}

	static Offer edit(Offer offer, Draw draw) {
		if (draw.chance(60)) {
			offer.name = draw.perhaps(draw::text);
		}
		if (draw.chance(60)) {
			offer.price = draw.perhaps(() -> fine(draw));
		}
		if (draw.chance(40)) {
			toggle(offer.terms, draw.word());
		}
		return offer;
	}

	/** An amount with more digits than its column has. */
	static BigDecimal fine(Draw draw) {
		return BigDecimal.valueOf(draw.below(2000), 3);
	}

	private static void crate(MuseumVisit visit) {
		Draw draw = visit.draw();
		Crate crate = draw.chance(30) ? null : visit.any(Crate.class);
		if (crate == null) {
			Crate made = new Crate();
			made.id = "c" + visit.number();
			edit(made, visit);
			visit.em().persist(made);
		}
		else if (draw.chance(15)) {
			visit.em().remove(crate);
		}
		else {
			edit(crate, visit);
		}
	}

	private static void edit(Crate crate, MuseumVisit visit) {
		Draw draw = visit.draw();
		edit(crate, draw);
		if (draw.chance(30)) {
			crate.room = visit.reference(Room.class);
		}
		if (draw.chance(40)) {
			toggle(crate.rooms, visit);
		}
	}

	/** Everything but references. */
	static Crate edit(Crate crate, Draw draw) {
		for (int i = 1 + draw.below(4); i > 0; i--) {
			switch (draw.below(5)) {
				case 0 -> crate.name = draw.perhaps(draw::text);
				case 1 -> crate.weight = draw.perhaps(() -> fine(draw));
				case 2 -> toggle(crate.tags, draw.word());
				case 3 -> reorder(crate.steps, draw);
				default -> count(crate.counts, draw);
			}
		}
		return crate;
	}

	/** Has a session load a collection; returns whether it has elements. */
	static boolean hasElements(Object record, String field) {
		return switch (field) {
			case "steps" -> !((Crate) record).steps.isEmpty();
			case "counts" -> !((Crate) record).counts.isEmpty();
			case "rooms" -> !((Crate) record).rooms.isEmpty();
			case "formerRooms" -> !((Exhibit) record).formerRooms.isEmpty();
			default -> !((record instanceof Crate crate) ? crate.tags : ((Exhibit) record).tags).isEmpty();
		};
	}

	/** Puts another collection in the place of one, so that all its rows are written. */
	static void replace(Object record, String field, MuseumVisit visit) {
		Draw draw = visit.draw();
		if (record instanceof Exhibit exhibit) {
			if (field.equals("tags")) {
				exhibit.tags = new HashSet<>(exhibit.tags);
				toggle(exhibit.tags, draw.word());
			}
			else {
				exhibit.formerRooms = new ArrayList<>(exhibit.formerRooms);
				toggle(exhibit.formerRooms, visit);
			}
			return;
		}
		Crate crate = (Crate) record;
		switch (field) {
			case "tags" -> {
				crate.tags = new HashSet<>(crate.tags);
				toggle(crate.tags, draw.word());
			}
			case "steps" -> {
				crate.steps = new ArrayList<>(crate.steps);
				reorder(crate.steps, draw);
			}
			case "counts" -> {
				crate.counts = new HashMap<>(crate.counts);
				count(crate.counts, draw);
			}
			default -> {
				crate.rooms = new HashSet<>(crate.rooms);
				toggle(crate.rooms, visit);
			}
		}
	}

	private static void reorder(List<String> steps, Draw draw) {
		String word = draw.word();
		if (draw.chance(30)) {
			Collections.shuffle(steps, draw.random);
		}
		else if (!steps.remove(word)) {
			steps.add(draw.below(steps.size() + 1), word);
		}
	}

	private static void count(Map<String, Integer> counts, Draw draw) {
		String key = draw.of(List.of("a", "b,c", "d"));
		if (draw.chance(30)) {
			counts.remove(key);
		}
		else {
			counts.put(key, draw.below(4));
		}
	}

	static void toggle(Set<String> words, String word) {
		if (!words.remove(word)) {
			words.add(word);
		}
	}

	static void toggle(Collection<Room> rooms, MuseumVisit visit) {
		Room room = visit.reference(Room.class);
		if (room != null && !visit.remove(rooms, room)) {
			rooms.add(room);
		}
	}

}
