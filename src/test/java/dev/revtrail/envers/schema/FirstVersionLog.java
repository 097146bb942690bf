package dev.revtrail.envers.schema;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import dev.revtrail.FieldChange;
import dev.revtrail.TestDatabase;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/**
 * Writes the log of a hospital as the first version of the library wrote it, together
 * with what its entries say: creations, updates whose old values are in the audit row
 * before, first changes of records that are older than the library, updates that kept
 * their old values, changes of collections, deletions, updates of unknown extent, and
 * events.
 */
final class FirstVersionLog {

	private static final List<String> LIBRARY_TABLES = List.of("revtrail_entry", "revtrail_http_status",
			"revtrail_organization_root", "revtrail_baseline", "revtrail_legal_hold", "revtrail_purge",
			"revtrail_purge_segment", "revtrail_schema");

	private static final Instant EPOCH = Instant.parse("2020-01-01T00:00:00Z");

	private static final Instant START = Instant.parse("2026-01-05T06:00:00Z");

	private static final int BATCH = 1000;

	private final Random random = new Random(7);

	private final Map<String, PreparedStatement> rows = new LinkedHashMap<>();

	private final List<Expected> expected = new ArrayList<>();

	private final List<Patient> patients = new ArrayList<>();

	private final Map<String, Ward> wards = new HashMap<>();

	private long revision;

	private FirstVersionLog(Connection connection) throws SQLException {
		rows(connection, "revtrail_revision", "id, recorded_at, actor_id, actor_type, source, request_id");
		rows(connection, "revtrail_entry", "id, revision, organization, root_organization, record_type, record_id, "
				+ "action, outcome, previous_revision, patient, actor, changed, data");
		rows(connection, "patient_aud", "rev, revtype, id, name, house, city");
		rows(connection, "patient_tags_aud", "rev, revtype, patient_id, tag");
		rows(connection, "thing$ward_aud", "rev, revtype, id, name");
	}

	private void rows(Connection connection, String table, String columns) throws SQLException {
		String parameters = String.join(", ", columns.replaceAll("[^,]+", "?").split(","));
		this.rows.put(table,
				connection.prepareStatement("insert into " + table + " (" + columns + ") values (" + parameters + ")"));
	}

	/**
	 * Makes the library's tables as the first version did, in place of today's; that of
	 * revisions is still the same.
	 * @param connection a connection to the database
	 */
	static void makeTables(Connection connection) throws SQLException, IOException {
		try (Statement statement = connection.createStatement()) {
			for (String table : LIBRARY_TABLES) {
				statement.execute("drop table if exists " + table);
			}
			statement.execute("alter table revtrail_revision drop column trace_id");
		}
		String database = TestDatabase.Kind.selected().name().toLowerCase(Locale.ROOT);
		ScriptUtils.executeSqlScript(connection, new ClassPathResource("dev/revtrail/schema/" + database + "/V1.sql"));
	}

	/**
	 * Writes the log.
	 * @param connection a connection to a database with the hospital's tables and those
	 * of the first version
	 * @param entries how many entries
	 * @return what the entries say, from the oldest on
	 */
	static List<Expected> write(Connection connection, int entries) throws SQLException {
		connection.setAutoCommit(false);
		FirstVersionLog log = new FirstVersionLog(connection);
		while (log.expected.size() < entries) {
			log.next();
			if (log.expected.size() % BATCH == 0) {
				log.flush();
			}
		}
		log.flush();
		if (!TestDatabase.Kind.selected().isLikeMySql()) {
			try (Statement statement = connection.createStatement()) {
				statement.execute("alter table revtrail_revision alter column id restart with " + (log.revision + 1));
			}
		}
		connection.commit();
		return log.expected;
	}

	/** Revisions are the first table, as the others may refer to it. */
	private void flush() throws SQLException {
		for (PreparedStatement statement : this.rows.values()) {
			statement.executeBatch();
		}
	}

	private void next() throws SQLException {
		this.revision++;
		add("revtrail_revision", this.revision, Timestamp.from(START.plusMillis(this.revision * 20)), "7", "USER",
				"hospital", "request-" + this.revision);
		int kind = this.random.nextInt(20);
		List<Patient> alive = this.patients.subList(Math.max(0, this.patients.size() - 200), this.patients.size());
		Patient patient = alive.isEmpty() ? null : alive.get(this.random.nextInt(alive.size()));
		if (patient == null || kind < 4) {
			admit(this.random.nextInt(3) == 0);
		}
		else if (kind < 12) {
			rename(patient, kind == 4);
		}
		else if (kind < 15) {
			tag(patient);
		}
		else if (kind < 16) {
			discharge(patient);
		}
		else if (kind < 17) {
			entry("PATIENT", patient.id, "VIEW", null, patient.id, null, "{\"reason\":\"round\"}", List.of());
		}
		else {
			paint(String.valueOf(1 + this.random.nextInt(500)));
		}
	}

	private void admit(boolean older) throws SQLException {
		Patient patient = new Patient(String.valueOf(this.patients.size() + 1), word(), word());
		this.patients.add(patient);
		if (older) {
			// It is in the host's table only, until it changes
			patient.tags.add(word());
			rename(patient, false);
			return;
		}
		patient.previous = this.revision;
		patient.write(0);
		entry("PATIENT", patient.id, "CREATE", null, patient.id, ",address.city,house,name,", null, List
			.of(created("address.city", patient.city), created("house", "north"), created("name", patient.name)));
	}

	/** An entry of unknown extent says of each field what both audit rows have. */
	private void rename(Patient patient, boolean unknownExtent) throws SQLException {
		String from = patient.name;
		boolean any = unknownExtent && patient.previous != null && from.length() > 1;
		patient.name = from + "'" + this.revision;
		boolean first = patient.previous == null;
		String data = first ? "{\"name\":\"%s\",\"#elements\":{\"tags\":[\"%s\"]}}".formatted(from,
				String.join("\",\"", patient.tags)) : null;
		patient.write(1);
		entry("PATIENT", patient.id, "UPDATE", patient.previous, patient.id, any ? "*" : ",name,", data,
				List.of(new FieldChange.Value("name", from, patient.name, true)));
		patient.previous = this.revision;
	}

	private void tag(Patient patient) throws SQLException {
		boolean removes = !patient.tags.isEmpty() && this.random.nextBoolean();
		String tag = removes ? patient.tags.iterator().next() : "tag" + this.revision;
		boolean first = patient.previous == null;
		String held = patient.tags.isEmpty() ? "" : "\"" + String.join("\",\"", patient.tags) + "\"";
		if (removes) {
			patient.tags.remove(tag);
		}
		else {
			patient.tags.add(tag);
		}
		patient.write(1);
		add("patient_tags_aud", this.revision, removes ? 2 : 0, Long.parseLong(patient.id), tag);
		entry("PATIENT", patient.id, "UPDATE", patient.previous, patient.id, ",tags,",
				first ? "{\"#elements\":{\"tags\":[" + held + "]}}" : null, List.of(new FieldChange.Elements("tags",
						removes ? List.of() : List.of(tag), removes ? List.of(tag) : List.of(), List.of(), null)));
		patient.previous = this.revision;
	}

	private void discharge(Patient patient) throws SQLException {
		if (!patient.tags.isEmpty()) {
			rename(patient, false);
			return;
		}
		patient.write(2);
		entry("PATIENT", patient.id, "DELETE", patient.previous, patient.id, ",address.city,house,name,", null, List
			.of(deleted("address.city", patient.city), deleted("house", "north"), deleted("name", patient.name)));
		this.patients.set(this.patients.indexOf(patient),
				new Patient(String.valueOf(this.patients.size() + 100_000), word(), word()));
	}

	/** A ward's updates kept their old values, which its audit rows need not have. */
	private void paint(String id) throws SQLException {
		Ward ward = this.wards.get(id);
		String name = word();
		add("thing$ward_aud", this.revision, (ward != null) ? 1 : 0, Long.parseLong(id), name);
		if (ward == null) {
			entry("WARD", id, "CREATE", null, null, ",name,", null, List.of(created("name", name)));
		}
		else {
			String from = "stripped by SQL, was " + ward.name;
			entry("WARD", id, "UPDATE", ward.previous, null, ",name,", "{\"name\":\"%s\"}".formatted(from),
					List.of(new FieldChange.Value("name", from, name, true)));
		}
		this.wards.put(id, new Ward(name, this.revision));
	}

	private void entry(String type, String id, String action, @Nullable Long previous, @Nullable String patient,
			@Nullable String changed, @Nullable String data, List<FieldChange> changes) throws SQLException {
		// As the versions before the fifth numbered entries
		long millis = START.plusMillis(this.revision * 20).toEpochMilli() - EPOCH.toEpochMilli();
		long entry = ((millis << 12) | (this.revision & 4095)) << 10;
		add("revtrail_entry", entry, this.revision, (patient != null) ? "north" : null,
				(patient != null) ? "north" : null, type, id, action, "SUCCESS", previous, patient, "7", changed, data);
		this.expected.add(new Expected(type, id, action, patient, Set.copyOf(changes)));
	}

	private void add(String table, @Nullable Object... values) throws SQLException {
		PreparedStatement statement = Objects.requireNonNull(this.rows.get(table));
		for (int i = 0; i < values.length; i++) {
			statement.setObject(i + 1, values[i]);
		}
		statement.addBatch();
	}

	private String word() {
		return this.random.ints(8, 'a', 'z' + 1)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	private static FieldChange created(String field, String value) {
		return new FieldChange.Value(field, null, value, true);
	}

	private static FieldChange deleted(String field, String value) {
		return new FieldChange.Value(field, value, null, true);
	}

	/**
	 * What an entry says.
	 *
	 * @param type the record's type
	 * @param id the record's id
	 * @param action what was done
	 * @param patient the patient's id; null for none
	 * @param changes the changes
	 */
	record Expected(String type, String id, String action, @Nullable String patient, Set<FieldChange> changes) {

	}

	/**
	 * A ward.
	 *
	 * @param name its name
	 * @param previous its last revision
	 */
	private record Ward(String name, long previous) {

	}

	/** A patient. */
	private final class Patient {

		private final String id;

		private final String city;

		private final Set<String> tags = new TreeSet<>();

		private String name;

		private @Nullable Long previous;

		Patient(String id, String name, String city) {
			this.id = id;
			this.name = name;
			this.city = city;
		}

		void write(int kind) throws SQLException {
			add("patient_aud", FirstVersionLog.this.revision, kind, Long.parseLong(this.id), this.name, "north",
					this.city);
		}

	}

}
