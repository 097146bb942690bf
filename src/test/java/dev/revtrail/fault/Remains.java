package dev.revtrail.fault;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.revtrail.envers.log.Discrepancy;
import dev.revtrail.envers.log.Discrepancy.Kind;
import dev.revtrail.envers.log.WarehouseTrail;

/**
 * What is left in the database, compared with the answers that the clients received.
 */
final class Remains {

	private static final List<String> TABLES = List.of("parcel", "label");

	/** Envers' number for a deletion; 0 is a creation, 1 an update. */
	private static final int DELETED = 2;

	private final WarehouseTrail trail;

	/** Table and id of the records that are there, with the operation that wrote each. */
	private final Map<String, String> records = new HashMap<>();

	/** The same as the newest audit rows have it. */
	private final Map<String, String> newest = new HashMap<>();

	/** Table, id, kind of change and (but for deletes) operation of each audit row. */
	private final Map<String, Integer> audited = new HashMap<>();

	/** The operations of the audit rows of creations and updates. */
	private final Set<String> operations = new HashSet<>();

	private Remains(WarehouseTrail trail) {
		this.trail = trail;
	}

	static Remains read(Connection connection) throws SQLException {
		Remains remains = new Remains(WarehouseTrail.read(connection));
		try (Statement statement = connection.createStatement()) {
			for (String table : TABLES) {
				try (ResultSet rows = statement.executeQuery("select id, operation from " + table)) {
					while (rows.next()) {
						remains.records.put(table + " " + rows.getString(1), rows.getString(2));
					}
				}
				try (ResultSet rows = statement
					.executeQuery("select id, revtype, operation from %s_aud order by rev".formatted(table))) {
					while (rows.next()) {
						remains.add(table + " " + rows.getString(1), rows.getInt(2), rows.getString(3));
					}
				}
			}
		}
		return remains;
	}

	private void add(String record, int kind, String operation) {
		this.audited.merge(auditKey(record, kind, (kind == DELETED) ? "" : operation), 1, Integer::sum);
		if (kind == DELETED) {
			this.newest.remove(record);
		}
		else {
			this.operations.add(operation);
			this.newest.put(record, operation);
		}
	}

	/**
	 * Compares the database with what the clients know.
	 * @param journal what was acknowledged, in the order of each client
	 * @param inDoubt the operations whose end is unknown
	 * @return each discrepancy; none when nothing is lost and nothing is half
	 */
	List<Discrepancy> discrepancies(List<Acknowledgement> journal, Set<String> inDoubt) {
		List<Discrepancy> found = new ArrayList<>(this.trail.discrepancies());
		if (!this.newest.equals(this.records)) {
			found.add(new Discrepancy(Kind.DIFFERENT, "The records are not what the newest audit rows say."));
		}
		Map<String, Acknowledgement> last = new HashMap<>();
		for (Acknowledgement acknowledged : journal) {
			for (String record : records(acknowledged)) {
				last.put(record, acknowledged);
				int count = this.audited.getOrDefault(auditKey(record, acknowledged), 0);
				if (count != 1) {
					found.add(new Discrepancy((count == 0) ? Kind.LOST : Kind.DOUBLED,
							"%s of %s was acknowledged and has %d audit rows.".formatted(acknowledged.line(), record,
									count)));
				}
			}
		}
		found.addAll(invented(journal, inDoubt));
		last.forEach((record, acknowledged) -> {
			String expected = acknowledged.kind().equals("delete") ? "" : acknowledged.operation();
			String held = this.records.getOrDefault(record, "");
			if (!held.equals(expected) && !mayBeOf(held, record, inDoubt)) {
				found.add(new Discrepancy(Kind.DIFFERENT, "%s was last written by %s, and the table has '%s'."
					.formatted(record, acknowledged.line(), held)));
			}
		});
		return found;
	}

	/** Finds operations that left audit rows and were never sent. */
	private List<Discrepancy> invented(List<Acknowledgement> journal, Set<String> inDoubt) {
		Set<String> sent = new HashSet<>(inDoubt);
		journal.forEach((acknowledged) -> sent.add(acknowledged.operation()));
		return this.operations.stream()
			.filter((operation) -> !sent.contains(operation))
			.map((operation) -> new Discrepancy(Kind.INVENTED, operation + " has audit rows and was never sent."))
			.toList();
	}

	int changes() {
		return this.trail.changes().size();
	}

	/**
	 * A record that is gone may be gone by a delete in doubt, which left its audit row.
	 */
	private boolean mayBeOf(String held, String record, Set<String> inDoubt) {
		return held.isEmpty() ? this.audited.containsKey(auditKey(record, DELETED, "")) : inDoubt.contains(held);
	}

	private static List<String> records(Acknowledgement acknowledged) {
		return List.of("parcel " + acknowledged.parcel(), "label " + acknowledged.label());
	}

	private static String auditKey(String record, Acknowledgement acknowledged) {
		return switch (acknowledged.kind()) {
			case "create" -> auditKey(record, 0, acknowledged.operation());
			case "update" -> auditKey(record, 1, acknowledged.operation());
			default -> auditKey(record, DELETED, "");
		};
	}

	private static String auditKey(String record, int kind, String operation) {
		return record + " " + kind + " " + operation;
	}

}
