package dev.revtrail.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;

import dev.revtrail.oracle.Museum.Book;
import dev.revtrail.oracle.Museum.Coin;
import dev.revtrail.oracle.Museum.Lamp;
import dev.revtrail.oracle.Museum.Painting;
import dev.revtrail.oracle.Museum.Shelf;
import dev.revtrail.oracle.Museum.Wall;
import org.hibernate.Hibernate;
import org.jspecify.annotations.Nullable;

/**
 * Steps over parents and their children: walls, whose children hold the reference, and
 * shelves, which write it into their children's rows.
 */
final class MuseumParents {

	private static final List<String> SPOTS = List.of("left", "right", "a,b", "d\\e");

	private MuseumParents() {
	}

	static void step(MuseumVisit visit) {
		switch (visit.draw().below(8)) {
			case 0 -> create(visit);
			case 1, 2, 3 -> paintings(visit);
			case 4 -> lamps(visit);
			case 5, 6 -> books(visit);
			default -> coins(visit);
		}
		if (visit.draw().chance(6)) {
			delete(visit);
		}
	}

	private static void create(MuseumVisit visit) {
		Draw draw = visit.draw();
		switch (draw.below(6)) {
			case 0 -> {
				Wall wall = new Wall();
				wall.id = visit.number();
				wall.name = draw.word();
				for (int i = draw.below(4); i > 0; i--) {
					join(wall, painting(visit), draw);
				}
				visit.em().persist(wall);
			}
			case 1 -> {
				Shelf shelf = new Shelf();
				shelf.id = visit.number();
				visit.em().persist(shelf);
				for (int i = draw.below(4); i > 0; i--) {
					shelf.books.add(book(visit));
				}
			}
			case 2 -> visit.em().persist(painting(visit));
			case 3 -> {
				Lamp lamp = new Lamp();
				lamp.id = visit.number();
				lamp.name = draw.word();
				visit.em().persist(lamp);
			}
			case 4 -> book(visit);
			default -> {
				Coin coin = new Coin();
				coin.id = visit.number();
				coin.name = draw.word();
				visit.em().persist(coin);
			}
		}
	}

	private static Painting painting(MuseumVisit visit) {
		Painting painting = new Painting();
		painting.id = visit.number();
		painting.name = visit.draw().word();
		return painting;
	}

	private static Book book(MuseumVisit visit) {
		Book book = new Book();
		book.id = visit.number();
		book.name = visit.draw().word();
		visit.em().persist(book);
		return book;
	}

	private static void join(Wall wall, Painting painting, Draw draw) {
		Hibernate.initialize(wall.paintings);
		wall.paintings.add(draw.below(wall.paintings.size() + 1), painting);
		painting.wall = wall;
	}

	private static void leave(Painting painting, MuseumVisit visit) {
		Wall wall = Hibernate.unproxy(painting.wall, Wall.class);
		if (wall != null) {
			visit.remove(wall.paintings, painting);
			painting.wall = null;
		}
	}

	private static void paintings(MuseumVisit visit) {
		Draw draw = visit.draw();
		Painting painting = visit.any(Painting.class);
		Wall wall = visit.any(Wall.class);
		int chance = draw.below(100);
		if (wall != null && chance < 20) {
			Collections.shuffle(wall.paintings, draw.random);
		}
		else if (wall != null && chance < 25) {
			wall.paintings = new ArrayList<>(wall.paintings);
		}
		else if (painting != null) {
			if (draw.chance(30)) {
				painting.name = draw.perhaps(draw::text);
			}
			if (chance < 75 && wall != null) {
				leave(painting, visit);
				join(wall, painting, draw);
			}
			else {
				leave(painting, visit);
				if (chance > 90) {
					visit.em().remove(painting);
				}
			}
		}
	}

	private static void lamps(MuseumVisit visit) {
		Draw draw = visit.draw();
		Lamp lamp = visit.any(Lamp.class);
		Wall wall = visit.any(Wall.class);
		if (lamp == null) {
			return;
		}
		Wall old = Hibernate.unproxy(lamp.wall, Wall.class);
		if (old != null) {
			visit.remove(old.lamps.values(), lamp);
			lamp.wall = null;
		}
		if (draw.chance(30)) {
			lamp.name = draw.perhaps(draw::text);
		}
		if (wall != null && draw.chance(75)) {
			Hibernate.initialize(wall.lamps);
			Lamp other = wall.lamps.put(draw.of(SPOTS), lamp);
			lamp.wall = wall;
			if (other != null) {
				Hibernate.unproxy(other, Lamp.class).wall = null;
			}
		}
		else if (draw.chance(40)) {
			visit.em().remove(lamp);
		}
	}

	private static void books(MuseumVisit visit) {
		Draw draw = visit.draw();
		Shelf shelf = visit.any(Shelf.class);
		List<Object> ids = visit.ids(Book.class);
		if (shelf == null || ids.isEmpty()) {
			return;
		}
		int chance = draw.below(100);
		if (chance < 20) {
			Collections.shuffle(shelf.books, draw.random);
		}
		else if (chance < 25) {
			shelf.books = new ArrayList<>(shelf.books);
		}
		else if (chance < 60) {
			Object id = draw.of(ids);
			Shelf other = take(visit, id);
			Book book = visit.em().find(Book.class, id);
			if (book != null) {
				Shelf target = (other != null && draw.chance(30)) ? other : shelf;
				target.books.add(draw.below(target.books.size() + 1), book);
				rename(book, draw);
			}
		}
		else if (chance < 70) {
			steal(visit, Book.class, draw.of(ids));
		}
		else if (!shelf.books.isEmpty()) {
			Book book = shelf.books.remove(draw.below(shelf.books.size()));
			if (book != null && draw.chance(30)) {
				visit.em().remove(book);
			}
			else if (book != null) {
				rename(book, draw);
			}
		}
	}

	private static void rename(Book book, Draw draw) {
		if (draw.chance(30)) {
			Hibernate.unproxy(book, Book.class).name = draw.perhaps(draw::text);
		}
	}

	/** Takes a book from the shelf that it is on in this session. */
	private static @Nullable Shelf take(MuseumVisit visit, Object id) {
		for (Object shelfId : visit.ids(Shelf.class)) {
			Shelf shelf = visit.find(Shelf.class, shelfId);
			if (shelf != null && shelf.books.removeIf((book) -> book != null && visit.idOf(book).equals(id))) {
				return shelf;
			}
		}
		return null;
	}

	/** Puts a child on a shelf in a session that does not know on which one it was. */
	private static void steal(MuseumVisit visit, Class<?> child, Object id) {
		visit.em().flush();
		visit.em().clear();
		List<Object> shelves = visit.ids(Shelf.class);
		Shelf shelf = visit.find(Shelf.class, visit.draw().of(shelves));
		// The session is cleared after the flush, so that it no longer holds the child
		Object taken = visit.draw().chance(50) ? visit.em().getReference(child, id) : visit.em().find(child, id);
		if (shelf == null || taken == null) {
			return;
		}
		if (taken instanceof Coin coin) {
			shelf.coins.add(coin);
		}
		else if (shelf.books.stream().noneMatch((book) -> book != null && visit.idOf(book).equals(id))) {
			shelf.books.add((Book) taken);
		}
		visit.em().flush();
		visit.em().clear();
	}

	private static void coins(MuseumVisit visit) {
		Draw draw = visit.draw();
		Shelf shelf = visit.any(Shelf.class);
		List<Object> ids = visit.ids(Coin.class);
		if (shelf == null || ids.isEmpty()) {
			return;
		}
		Object id = draw.of(ids);
		if (draw.chance(20)) {
			steal(visit, Coin.class, id);
			return;
		}
		if (draw.chance(10)) {
			shelf.coins = new HashSet<>(shelf.coins);
			return;
		}
		for (Object shelfId : visit.ids(Shelf.class)) {
			Shelf other = visit.find(Shelf.class, shelfId);
			if (other != null) {
				other.coins.removeIf((coin) -> visit.idOf(coin).equals(id));
			}
		}
		Coin coin = visit.em().find(Coin.class, id);
		if (coin != null && draw.chance(70)) {
			shelf.coins.add(coin);
		}
		else if (coin != null && draw.chance(40)) {
			visit.em().remove(coin);
		}
	}

	private static void delete(MuseumVisit visit) {
		visit.em().flush();
		boolean wall = visit.draw().chance(50);
		// Children that the session holds would refer to the shelf still
		if (!wall || visit.draw().chance(50)) {
			visit.em().clear();
		}
		Object parent = wall ? visit.any(Wall.class) : visit.any(Shelf.class);
		if (parent != null) {
			visit.em().remove(parent);
			visit.em().flush();
			visit.em().clear();
		}
	}

}
