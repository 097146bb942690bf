package dev.revtrail.oracle;

import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;

import dev.revtrail.BulkChanges;
import dev.revtrail.oracle.Museum.Crate;
import dev.revtrail.oracle.Museum.Exhibit;
import dev.revtrail.oracle.Museum.Lender;
import org.hibernate.Session;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Statements that change records without loading them.
 */
final class MuseumStatements {

	/** What has a name that statements may change. */
	private static final List<String> TABLES = List.of("exhibit", "lender", "offer", "crate", "painting", "book",
			"stop", "remark", "visitor");

	private final JdbcTemplate jdbc;

	private final BulkChanges bulk;

	private final TransactionTemplate other;

	private final RowRecords rows;

	private final MuseumCollectionRows collections;

	MuseumStatements(JdbcTemplate jdbc, BulkChanges bulk, TransactionTemplate transaction, RowRecords rows,
			MuseumCollectionRows collections) {
		this.jdbc = jdbc;
		this.bulk = bulk;
		this.other = new TransactionTemplate(transaction.getTransactionManager(), transaction);
		this.other.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.rows = rows;
		this.collections = collections;
	}

	/** Changes names and collections while no transaction is at work. */
	void outside(Draw draw) {
		for (int i = draw.below(4); i > 0; i--) {
			this.collections.changeAny(this.jdbc, draw);
		}
		for (int i = 1 + draw.below(4); i > 0; i--) {
			String table = draw.of(TABLES);
			List<Object> ids = this.jdbc.queryForList("select id from " + table + " order by id", Object.class);
			if (!ids.isEmpty()) {
				this.jdbc.update("update " + table + " set name = ? where id = ?", "sql " + draw.word(), draw.of(ids));
			}
		}
	}

	void step(MuseumVisit visit) {
		Draw draw = visit.draw();
		visit.em().flush();
		if (draw.chance(40)) {
			collection(visit);
			return;
		}
		List<Object> ids = visit.ids(Lender.class)
			.stream()
			.filter((id) -> !visit.touched().contains(MuseumVisit.name(Lender.class, id)))
			.toList();
		int chance = draw.below(4);
		if (chance == 0) {
			tracked(visit);
		}
		else if (!ids.isEmpty()) {
			Object id = draw.of(ids);
			if (chance == 1) {
				change(visit, id);
				// What the session loads from now on is what there was before it
				visit.before().put(MuseumVisit.name(Lender.class, id), held(visit, MuseumVisit.name(Lender.class, id)));
			}
			else {
				overtaken(visit, id, chance == 2);
			}
		}
	}

	/** Changes a collection of a record that was there before the transaction. */
	private void collection(MuseumVisit visit) {
		Draw draw = visit.draw();
		Class<?> owner = draw.of(List.of(Crate.class, Exhibit.class));
		String field = MuseumCollectionRows.field(owner, draw);
		boolean overtaken = draw.chance(60);
		List<Object> ids = visit.ids(owner).stream().filter((id) -> {
			String name = MuseumVisit.name(owner, id);
			return visit.before().containsKey(name) && (overtaken || !visit.touched().contains(name));
		}).toList();
		Object id = ids.isEmpty() ? null : draw.of(ids);
		if (id != null && !overtaken) {
			change(visit, owner, id, field);
			// What the session loads from now on is what there was before it
			visit.before().put(MuseumVisit.name(owner, id), held(visit, MuseumVisit.name(owner, id)));
		}
		else if (id != null) {
			overtaken(visit, owner, id, field);
		}
	}

	private void change(MuseumVisit visit, Class<?> owner, Object id, String field) {
		visit.em()
			.unwrap(Session.class)
			.doWork((connection) -> this.collections.change(
					new JdbcTemplate(new SingleConnectionDataSource(connection, true)), owner, id, field,
					visit.draw()));
	}

	/**
	 * Changes a collection that the session has loaded, and that it then writes as a
	 * whole or deletes with its owner. Of an empty one Hibernate would delete no rows.
	 */
	private void overtaken(MuseumVisit visit, Class<?> owner, Object id, String field) {
		Object record = visit.find(owner, id);
		if (record != null && MuseumRecords.hasElements(record, field)) {
			change(visit, owner, id, field);
			if (visit.draw().chance(20)) {
				visit.em().remove(record);
			}
			else {
				MuseumRecords.replace(record, field, visit);
			}
			visit.em().flush();
		}
	}

	/** Changes a record that the session has loaded, and that it then writes. */
	private void overtaken(MuseumVisit visit, Object id, boolean other) {
		Lender lender = visit.find(Lender.class, id);
		if (lender != null) {
			if (other) {
				this.other.executeWithoutResult((status) -> this.jdbc.update("update lender set name = ? where id = ?",
						"other " + visit.draw().word(), id));
			}
			else {
				change(visit, id);
			}
			MuseumRecords.edit(lender, visit.draw());
			lender.turn = (int) visit.number();
		}
	}

	private void change(MuseumVisit visit, Object id) {
		// Its row is locked from now on
		visit.touched().add(MuseumVisit.name(Lender.class, id));
		String name = "sql " + visit.draw().word();
		switch (visit.draw().below(3)) {
			case 0 -> visit.em()
				.createQuery("update Lender l set l.name = :name, l.turn = l.turn + 1 where l.id = :id")
				.setParameter("name", name)
				.setParameter("id", id)
				.executeUpdate();
			case 1 -> visit.em()
				.createNativeQuery("update lender set name = :name where id = :id")
				.setParameter("name", name)
				.setParameter("id", id)
				.executeUpdate();
			default -> visit.em().unwrap(Session.class).doWork((connection) -> {
				try (PreparedStatement update = connection
					.prepareStatement("update lender set name = ?, fee = 1.5 where id = ?")) {
					update.setString(1, name);
					update.setObject(2, id);
					update.executeUpdate();
				}
			});
		}
	}

	private Shadow held(MuseumVisit visit, String name) {
		Map<String, Shadow> records = visit.em()
			.unwrap(Session.class)
			.doReturningWork((connection) -> this.rows.read(connection));
		return records.get(name);
	}

	/** Executes a statement that keeps its entries. */
	private void tracked(MuseumVisit visit) {
		Draw draw = visit.draw();
		visit.ids(Lender.class).forEach((id) -> visit.touched().add(MuseumVisit.name(Lender.class, id)));
		switch (draw.below(4)) {
			case 0 -> this.bulk.execute(visit.em()
				.createQuery("update Lender l set l.turn = l.turn + 1, l.name = :name where l.turn < :turn")
				.setParameter("name", "bulk " + draw.word())
				.setParameter("turn", draw.below(5)));
			case 1 -> this.bulk.execute(visit.em()
				.createQuery("update Stop s set s.name = :name where mod(s.id, 3) = :rest")
				.setParameter("name", "bulk " + draw.word())
				.setParameter("rest", (long) draw.below(3)));
			case 2 -> this.bulk.execute(visit.em()
				.createQuery("update Visitor v set v.tour = null where mod(v.id, 3) = :rest")
				.setParameter("rest", (long) draw.below(3)));
			default -> this.bulk.execute(visit.em()
				.createQuery("delete Lender l where mod(l.id, 7) = :rest")
				.setParameter("rest", (long) draw.below(7)));
		}
		visit.em().clear();
	}

}
