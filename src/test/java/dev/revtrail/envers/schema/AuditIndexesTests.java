package dev.revtrail.envers.schema;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import dev.revtrail.TestDatabase;
import dev.revtrail.envers.hospital.Hospital;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A record's revisions are found by an index of its audit table, and there is one such
 * index: where the primary key is it, no other is made.
 */
class AuditIndexesTests {

	private static final String REVISION = "rev";

	private final TestDatabase.Access database = TestDatabase.create();

	@ParameterizedTest
	@ValueSource(strings = { "spring.jpa.hibernate.ddl-auto=create", "spring.jpa.hibernate.ddl-auto=update",
			"revtrail.schema.audit-tables=create" })
	void aRecordsRevisionsAreFoundByOneIndex(String setting) throws SQLException {
		start(setting);
		hasOneIndexEach();

		start(setting);
		hasOneIndexEach();
	}

	private void hasOneIndexEach() throws SQLException {
		Map<String, List<List<String>>> tables = tables();
		assertThat(tables).allSatisfy((table, indexes) -> assertThat(indexes).as(table).doesNotHaveDuplicates());
		assertThat(tables.get("patient_aud")).contains(List.of("id", REVISION));
		assertThat(tables.get("bed_aud")).contains(List.of("number", "ward", REVISION));
		assertThat(tables.get("patient_phones_aud"))
			.anyMatch((columns) -> columns.subList(0, 2).equals(List.of("patient_id", REVISION)));
	}

	private void start(String setting) {
		Map<String, Object> properties = new LinkedHashMap<>(this.database.properties());
		properties.putAll(Map.of("spring.config.name", "hospital", "spring.flyway.enabled", "false",
				"spring.jpa.hibernate.ddl-auto", "none", "revtrail.schema.initialize", "always",
				"revtrail.startup-check", "false", "logging.level.root", "warn", "spring.main.banner-mode", "off"));
		properties.put(setting.split("=")[0], setting.split("=")[1]);
		new SpringApplicationBuilder(Hospital.class).web(WebApplicationType.NONE).properties(properties).run().close();
	}

	/** The columns of the indexes of tables with revisions in their keys. */
	private Map<String, List<List<String>>> tables() throws SQLException {
		Map<String, List<List<String>>> tables = new TreeMap<>();
		try (Connection connection = this.database.connect()) {
			DatabaseMetaData metaData = connection.getMetaData();
			List<String> names = new ArrayList<>();
			try (ResultSet rows = metaData.getTables(connection.getCatalog(), connection.getSchema(), "%",
					new String[] { "TABLE" })) {
				while (rows.next()) {
					names.add(rows.getString("TABLE_NAME"));
				}
			}
			for (String name : names) {
				Map<String, TreeMap<Integer, String>> indexes = new LinkedHashMap<>();
				try (ResultSet rows = metaData.getIndexInfo(connection.getCatalog(), connection.getSchema(), name,
						false, true)) {
					while (rows.next()) {
						indexes.computeIfAbsent(rows.getString("INDEX_NAME"), (key) -> new TreeMap<>())
							.put(rows.getInt("ORDINAL_POSITION"),
									rows.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
					}
				}
				List<List<String>> columns = indexes.values()
					.stream()
					.map((index) -> List.copyOf(index.values()))
					.toList();
				if (columns.stream().anyMatch((index) -> index.size() > 1 && index.contains(REVISION))) {
					tables.put(name.toLowerCase(Locale.ROOT), columns);
				}
			}
		}
		return tables;
	}

}
