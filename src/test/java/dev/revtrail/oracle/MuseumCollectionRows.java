package dev.revtrail.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.revtrail.oracle.Museum.Crate;
import dev.revtrail.oracle.Museum.Exhibit;
import dev.revtrail.oracle.Museum.Tour;
import dev.revtrail.oracle.Museum.Visitor;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.collection.AbstractCollectionPersister;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Statements that change the rows of collections without loading them.
 */
final class MuseumCollectionRows {

	private static final Map<Class<?>, List<String>> FIELDS = Map.of(Exhibit.class, List.of("tags", "formerRooms"),
			Crate.class, List.of("tags", "steps", "counts", "rooms"), Tour.class, List.of("tags", "rooms"),
			Visitor.class, List.of("tags"));

	private static final List<Class<?>> OWNERS = List.of(Exhibit.class, Crate.class, Tour.class, Visitor.class);

	private final SessionFactoryImplementor factory;

	MuseumCollectionRows(SessionFactory factory) {
		this.factory = factory.unwrap(SessionFactoryImplementor.class);
	}

	/** Changes a row of a collection of any record. */
	void changeAny(JdbcTemplate jdbc, Draw draw) {
		Class<?> owner = draw.of(OWNERS);
		List<Object> ids = jdbc.queryForList(
				"select id from " + owner.getSimpleName().toLowerCase(Locale.ROOT) + " order by id", Object.class);
		if (!ids.isEmpty()) {
			change(jdbc, owner, draw.of(ids), field(owner, draw), draw);
		}
	}

	static String field(Class<?> owner, Draw draw) {
		return draw.of(FIELDS.get(owner));
	}

	/** Inserts, deletes or updates a row. */
	void change(JdbcTemplate jdbc, Class<?> owner, Object id, String field, Draw draw) {
		AbstractCollectionPersister collection = (AbstractCollectionPersister) this.factory.getMappingMetamodel()
			.getCollectionDescriptor(owner.getName() + "." + field);
		String table = collection.getTableName();
		String key = collection.getKeyColumnNames()[0];
		String element = collection.getElementColumnNames()[0];
		if (collection.getElementType().isEntityType()) {
			List<Map<String, Object>> rooms = jdbc.queryForList("select wing, floor from room order by wing, floor");
			if (!rooms.isEmpty()) {
				room(jdbc, collection, id, draw.of(rooms));
			}
		}
		else if (field.equals("steps")) {
			step(jdbc, collection, id, "sql " + draw.word(), draw);
		}
		else if (field.equals("counts")) {
			String index = collection.getIndexColumnNames()[0];
			String what = draw.of(List.of("a", "b,c", "d"));
			int deleted = jdbc.update("delete from " + table + " where " + key + " = ? and " + index + " = ?", id,
					what);
			if (deleted == 0 || draw.chance(50)) {
				jdbc.update("insert into " + table + " (" + key + ", " + index + ", " + element + ") values (?, ?, ?)",
						id, what, draw.below(4));
			}
		}
		else {
			String word = draw.word();
			if (jdbc.update("delete from " + table + " where " + key + " = ? and " + element + " = ?", id, word) == 0) {
				jdbc.update("insert into " + table + " (" + key + ", " + element + ") values (?, ?)", id, word);
			}
		}
	}

	private static void room(JdbcTemplate jdbc, AbstractCollectionPersister collection, Object id,
			Map<String, Object> room) {
		List<String> columns = new ArrayList<>(List.of(collection.getKeyColumnNames()[0]));
		List<Object> values = new ArrayList<>(List.of(id));
		for (String column : collection.getElementColumnNames()) {
			columns.add(column);
			values.add(room.get(column.endsWith("wing") ? "wing" : "floor"));
		}
		String row = String.join(" = ? and ", columns) + " = ?";
		if (jdbc.update("delete from " + collection.getTableName() + " where " + row, values.toArray()) == 0) {
			jdbc.update("insert into " + collection.getTableName() + " (" + String.join(", ", columns) + ") values ("
					+ String.join(", ", Collections.nCopies(columns.size(), "?")) + ")", values.toArray());
		}
	}

	/** A step is in the list once, and its places have no gaps. */
	private static void step(JdbcTemplate jdbc, AbstractCollectionPersister steps, Object id, String word, Draw draw) {
		String table = steps.getTableName();
		String key = steps.getKeyColumnNames()[0];
		String index = steps.getIndexColumnNames()[0];
		String element = steps.getElementColumnNames()[0];
		List<String> words = jdbc.queryForList(
				"select " + element + " from " + table + " where " + key + " = ? order by " + index, String.class, id);
		if (!words.isEmpty() && draw.chance(30)) {
			jdbc.update("delete from " + table + " where " + key + " = ? and " + index + " = ?", id, words.size() - 1);
		}
		else if (!words.contains(word) && !words.isEmpty() && draw.chance(50)) {
			jdbc.update("update " + table + " set " + element + " = ? where " + key + " = ? and " + index + " = ?",
					word, id, draw.below(words.size()));
		}
		else if (!words.contains(word)) {
			jdbc.update("insert into " + table + " (" + key + ", " + index + ", " + element + ") values (?, ?, ?)", id,
					words.size(), word);
		}
	}

}
