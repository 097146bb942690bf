package dev.revtrail.envers.matrix.single;

import java.sql.Array;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.revtrail.TestDatabase;
import dev.revtrail.BulkChanges;
import jakarta.persistence.EntityManager;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.envers.AuditReaderFactory;
import org.hibernate.persister.entity.AbstractEntityPersister;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Deletes records by bulk statements, and compares their audit rows with those that
 * Envers has written of the same values.
 */
final class BulkRemoval {

	/** What differs between audit rows of the same values, besides modified flags. */
	private static final Set<String> OWN = Set.of("rev", "revtype", "revend");

	/** A reference to an id of several parts, and an embeddable in one column. */
	private static final Set<Class<?>> REFUSED = Set.of(Shapes.Pointer.class, Columns.Packed.class);

	private final BulkChanges bulk;

	private final JdbcTemplate jdbc;

	/**
	 * Creates what deletes.
	 * @param bulk executes the statements
	 * @param jdbc reads the audit rows
	 */
	BulkRemoval(BulkChanges bulk, JdbcTemplate jdbc) {
		this.bulk = bulk;
		this.jdbc = jdbc;
	}

	/** Deletes a record; one that bulk statements refuse is removed. */
	void remove(EntityManager em, Class<?> type, Object id) {
		var statement = em
			.createQuery("delete from " + persister(em, type.getName()).getEntityName() + " e where id(e) = :id")
			.setParameter("id", id);
		if (REFUSED.contains(type)) {
			assertThatExceptionOfType(UnsupportedOperationException.class)
				.isThrownBy(() -> this.bulk.execute(statement));
			em.remove(em.find(type, id));
		}
		else {
			assertThat(this.bulk.execute(statement)).isOne();
		}
	}

	/** The rows of the deletion hold what the rows before hold. */
	void compare(EntityManager em, Class<?> type, Object id) {
		List<Number> revisions = AuditReaderFactory.get(em).getRevisions(type, id);
		for (var table : persister(em, type.getName() + "_AUD").getTableMappings()) {
			List<Map<String, String>> deletion = rows(table.getTableName(), revisions.get(revisions.size() - 1));
			List<Map<String, String>> before = rows(table.getTableName(), revisions.get(revisions.size() - 2));
			assertThat(before).containsAll(deletion);
			assertThat(deletion.isEmpty()).isEqualTo(before.isEmpty());
		}
	}

	private static AbstractEntityPersister persister(EntityManager em, String name) {
		return (AbstractEntityPersister) em.getEntityManagerFactory()
			.unwrap(SessionFactoryImplementor.class)
			.getMappingMetamodel()
			.getEntityDescriptor(name);
	}

	private List<Map<String, String>> rows(String table, Number revision) {
		// PostgreSQL keeps large objects elsewhere, each with a number of its own
		List<String> numbers = (TestDatabase.Kind.selected() == TestDatabase.Kind.POSTGRESQL) ? this.jdbc.queryForList(
				"select column_name from information_schema.columns " + "where table_name = ? and data_type = 'oid'",
				String.class, table) : List.of();
		return this.jdbc.queryForList("select * from " + table + " where rev = ?", revision).stream().map((row) -> {
			row.keySet().removeAll(numbers);
			return comparable(row);
		}).toList();
	}

	private static Map<String, String> comparable(Map<String, @Nullable Object> row) {
		Map<String, String> comparable = new LinkedHashMap<>();
		row.forEach((column, value) -> {
			String name = column.toLowerCase(Locale.ROOT);
			if (!OWN.contains(name) && !name.endsWith("_mod")) {
				comparable.put(name, Arrays.deepToString(new Object[] { content(value) }));
			}
		});
		return comparable;
	}

	private static @Nullable Object content(@Nullable Object value) {
		try {
			return (value instanceof Array array) ? array.getArray() : value;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
