package dev.revtrail.oracle;

import java.util.List;

import dev.revtrail.oracle.Museum.Remark;
import dev.revtrail.oracle.Museum.Room;
import dev.revtrail.oracle.Museum.Stop;
import dev.revtrail.oracle.Museum.Tour;
import dev.revtrail.oracle.Museum.Visitor;

/**
 * Steps over tours and those that the database deletes or releases with them.
 */
final class MuseumTours {

	private MuseumTours() {
	}

	static void step(MuseumVisit visit) {
		switch (visit.draw().below(8)) {
			case 0, 1 -> tour(visit);
			case 2, 3 -> stop(visit);
			case 4 -> remark(visit);
			case 5, 6 -> visitor(visit);
			default -> delete(visit);
		}
	}

	private static void tour(MuseumVisit visit) {
		Tour tour = visit.draw().chance(50) ? null : visit.any(Tour.class);
		boolean made = tour == null;
		if (tour == null) {
			tour = new Tour();
			tour.id = visit.number();
		}
		tour.name = visit.draw().perhaps(visit.draw()::text);
		MuseumRecords.toggle(tour.tags, visit.draw().word());
		MuseumRecords.toggle(tour.rooms, visit);
		if (made) {
			visit.em().persist(tour);
		}
	}

	private static void stop(MuseumVisit visit) {
		Draw draw = visit.draw();
		Stop stop = draw.chance(50) ? null : visit.any(Stop.class);
		if (stop == null) {
			Stop made = new Stop();
			made.id = visit.number();
			made.tour = visit.reference(Tour.class);
			visit.em().persist(made);
		}
		else if (draw.chance(20)) {
			visit.em().flush();
			visit.em().clear();
			visit.em().remove(visit.em().find(Stop.class, stop.id));
			visit.em().flush();
		}
		else if (draw.chance(50)) {
			stop.tour = visit.reference(Tour.class);
		}
		else {
			stop.name = draw.perhaps(draw::text);
		}
	}

	private static void remark(MuseumVisit visit) {
		Draw draw = visit.draw();
		Remark remark = draw.chance(50) ? null : visit.any(Remark.class);
		if (remark == null) {
			Remark made = new Remark();
			made.id = visit.number();
			made.stop = visit.reference(Stop.class);
			visit.em().persist(made);
		}
		else if (draw.chance(15)) {
			visit.em().remove(remark);
		}
		else {
			remark.name = draw.perhaps(draw::text);
			remark.room = visit.reference(Room.class);
		}
	}

	private static void visitor(MuseumVisit visit) {
		Draw draw = visit.draw();
		Visitor visitor = draw.chance(40) ? null : visit.any(Visitor.class);
		if (visitor == null) {
			Visitor made = new Visitor();
			made.id = visit.number();
			made.tour = visit.reference(Tour.class);
			MuseumRecords.toggle(made.tags, draw.word());
			visit.em().persist(made);
		}
		else if (draw.chance(10)) {
			visit.em().remove(visitor);
		}
		else if (draw.chance(50)) {
			visitor.tour = visit.reference(Tour.class);
		}
		else {
			visitor.name = draw.perhaps(draw::text);
			MuseumRecords.toggle(visitor.tags, draw.word());
		}
	}

	/** Deletes tours, whose stops may have been changed, moved or deleted just before. */
	private static void delete(MuseumVisit visit) {
		Draw draw = visit.draw();
		visit.em().flush();
		visit.em().clear();
		if (draw.chance(40)) {
			stop(visit);
			visitor(visit);
			visit.em().flush();
			visit.em().clear();
		}
		List<Object> ids = visit.ids(Tour.class);
		for (int i = 1 + draw.below(2); i > 0 && !ids.isEmpty(); i--) {
			Tour tour = visit.find(Tour.class, draw.of(ids));
			if (tour != null) {
				visit.em().remove(tour);
			}
		}
		visit.em().flush();
		visit.em().clear();
	}

}
