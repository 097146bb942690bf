package dev.revtrail.envers.log;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import dev.revtrail.Action;
import dev.revtrail.envers.log.Discrepancy.Kind;
import dev.revtrail.envers.index.EntryData;
import org.jspecify.annotations.Nullable;

/**
 * What the tables say about the warehouse's changes, read by SQL and not by the library:
 * the audit rows with the value that {@code lag()} finds before each, the entries with
 * the old value that they keep, and the revisions.
 *
 * @param audited the audit rows of both tables
 * @param entries the rows of the entry index
 * @param revisions the numbers of all revisions
 */
public record WarehouseTrail(List<Change> audited, List<Change> entries, Set<Long> revisions) {

	private static final List<String> TYPES = List.of("PARCEL", "LABEL");

	private static final List<String> ACTIONS = List.of(Action.CREATE.name(), Action.UPDATE.name(),
			Action.DELETE.name());

	/**
	 * One change of one record, as either side has it, or one event.
	 *
	 * @param type the record type
	 * @param id the record's id; empty where an event has none
	 * @param revision the revision's number
	 * @param action what was done
	 * @param before the operation before an update; null for other actions
	 */
	public record Change(String type, String id, long revision, String action, @Nullable String before) {

	}

	/**
	 * Reads all there is.
	 * @param connection a connection to the warehouse's database
	 * @return the trail
	 * @throws SQLException when a table cannot be read
	 */
	public static WarehouseTrail read(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			List<Change> audited = new ArrayList<>();
			for (String type : TYPES) {
				audited.addAll(audited(statement, type));
			}
			return new WarehouseTrail(audited, entries(statement), revisions(statement));
		}
	}

	/**
	 * Where audit rows, entries and revisions disagree.
	 * @return each discrepancy; none when all agree
	 */
	public List<Discrepancy> discrepancies() {
		List<Discrepancy> found = new ArrayList<>();
		compare(found, this.audited, changes(), Kind.LOST, "%s has an audit row but no such entry.");
		compare(found, changes(), this.audited, Kind.INVENTED, "%s has an entry but no such audit row.");
		repeated(found, this.audited, "%s has several audit rows.");
		repeated(found, changes(), "%s has several entries.");
		Set<Long> used = new HashSet<>();
		this.entries.forEach((entry) -> used.add(entry.revision()));
		used.stream()
			.filter((number) -> !this.revisions.contains(number))
			.forEach((number) -> found
				.add(new Discrepancy(Kind.LOST, "Revision %d has entries but does not exist.".formatted(number))));
		this.revisions.stream()
			.filter((number) -> !used.contains(number))
			.forEach((number) -> found
				.add(new Discrepancy(Kind.INVENTED, "Revision %d has no entries.".formatted(number))));
		return found;
	}

	/**
	 * The entries of changes.
	 * @return the rows of the entry index but those of events
	 */
	public List<Change> changes() {
		return this.entries.stream().filter((entry) -> ACTIONS.contains(entry.action())).toList();
	}

	private static void compare(List<Discrepancy> found, List<Change> some, List<Change> others, Kind kind,
			String text) {
		Set<Change> known = new HashSet<>(others);
		some.stream()
			.filter((change) -> !known.contains(change))
			.forEach((change) -> found.add(new Discrepancy(kind, text.formatted(change))));
	}

	private static void repeated(List<Discrepancy> found, List<Change> changes, String text) {
		TreeMap<String, Integer> counts = new TreeMap<>();
		changes.forEach((change) -> counts
			.merge("%s %s in revision %d".formatted(change.type(), change.id(), change.revision()), 1, Integer::sum));
		counts.forEach((key, count) -> {
			if (count > 1) {
				found.add(new Discrepancy(Kind.DOUBLED, text.formatted(key)));
			}
		});
	}

	private static List<Change> audited(Statement statement, String type) throws SQLException {
		Action[] actions = { Action.CREATE, Action.UPDATE, Action.DELETE };
		List<Change> changes = new ArrayList<>();
		try (ResultSet rows = statement.executeQuery("""
				select id, rev, revtype, lag(operation) over (partition by id order by rev) as previous
				from %s_aud""".formatted(type.toLowerCase(Locale.ROOT)))) {
			while (rows.next()) {
				Action action = actions[rows.getInt("revtype")];
				changes.add(new Change(type, text(rows, "id"), rows.getLong("rev"), action.name(),
						action.equals(Action.UPDATE) ? rows.getString("previous") : null));
			}
		}
		return changes;
	}

	private static List<Change> entries(Statement statement) throws SQLException {
		List<Change> changes = new ArrayList<>();
		try (ResultSet rows = statement
			.executeQuery("select record_type, record_id, revision, action, data from revtrail_entry")) {
			while (rows.next()) {
				changes.add(new Change(text(rows, "record_type"),
						Objects.requireNonNullElse(rows.getString("record_id"), ""), rows.getLong("revision"),
						text(rows, "action"),
						(String) EntryData.parse(rows.getString("data")).before().get("operation")));
			}
		}
		return changes;
	}

	private static Set<Long> revisions(Statement statement) throws SQLException {
		Set<Long> numbers = new HashSet<>();
		try (ResultSet rows = statement.executeQuery("select id from revtrail_revision")) {
			while (rows.next()) {
				numbers.add(rows.getLong("id"));
			}
		}
		return numbers;
	}

	private static String text(ResultSet rows, String column) throws SQLException {
		return Objects.requireNonNull(rows.getString(column));
	}

}
