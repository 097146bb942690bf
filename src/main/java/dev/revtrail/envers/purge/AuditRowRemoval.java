package dev.revtrail.envers.purge;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.revtrail.envers.model.AuditColumns;
import dev.revtrail.envers.model.RecordKey;
import dev.revtrail.envers.model.RevisionKey;
import dev.revtrail.envers.model.SqlNames;
import dev.revtrail.envers.model.SqlSource;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import dev.revtrail.envers.model.WantedKeys;
import jakarta.persistence.EntityManager;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.configuration.Configuration;
import org.hibernate.persister.entity.AbstractEntityPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Removes Envers' audit rows of records up to a revision. Which rows there are is read
 * without a lock; they are deleted by their keys and by nothing else, so that no writer
 * waits for a row or a gap that is not about to go.
 */
final class AuditRowRemoval {

	private static final int ROWS_PER_STATEMENT = 1000;

	private final EntityManager entityManager;

	private final SessionFactoryImplementor sessionFactory;

	private final Configuration envers;

	AuditRowRemoval(EntityManager entityManager, Configuration envers) {
		this.entityManager = entityManager;
		this.sessionFactory = entityManager.getEntityManagerFactory().unwrap(SessionFactoryImplementor.class);
		this.envers = envers;
	}

	/** Removes an entity's rows, and returns the revisions that they were of. */
	Set<Long> remove(TrackedEntity entity, List<RecordTrim> removals) {
		Set<Long> revisions = new TreeSet<>();
		if (removals.isEmpty()) {
			return revisions;
		}
		SharedSessionContractImplementor session = this.entityManager.unwrap(SharedSessionContractImplementor.class);
		session.getJdbcCoordinator().coordinateWork((executor, connection) -> {
			Rows rows = new Rows(session, connection, entity.key(), removals);
			for (TrackedField.Elements field : entity.collections()) {
				Columns columns = columns(field);
				List<RevisionKey> old = rows.find(columns, (removal) -> removal.last() + 1);
				rows.delete(columns, old);
				old.forEach((key) -> revisions.add(key.revision()));
			}
			List<Columns> tables = tables(entity);
			List<RevisionKey> old = rows.find(tables.get(tables.size() - 1), RecordTrim::firstKept);
			for (Columns table : tables) {
				rows.delete(table, old);
			}
			old.forEach((key) -> revisions.add(key.revision()));
			return null;
		});
		return revisions;
	}

	/** The entity's audit tables; those that refer to another come before it. */
	private List<Columns> tables(TrackedEntity entity) {
		AbstractEntityPersister audit = (AbstractEntityPersister) entity.auditPersister();
		List<String> parentsFirst = List.of(audit.getConstraintOrderedTableNameClosure());
		return Stream.of(audit.getTableMappings())
			.sorted(Comparator.comparing(
					(table) -> table.isIdentifierTable() ? -1 : parentsFirst.indexOf(table.getTableName()),
					Comparator.reverseOrder()))
			.map((table) -> {
				AuditColumns columns = AuditColumns.of(entity, table.getTableName(),
						this.envers.getRevisionFieldName());
				return new Columns(table.getTableName(), columns.revision(), columns.id());
			})
			.toList();
	}

	private Columns columns(TrackedField.Elements field) {
		EntityPersister audit = this.sessionFactory.getMappingMetamodel()
			.getEntityDescriptor(field.history().auditEntity());
		String revision = this.envers.getOriginalIdPropertyName() + "." + this.envers.getRevisionFieldName();
		return new Columns(SqlNames.rootTable(audit), SqlNames.column(audit, revision),
				field.history().ownerPaths().stream().map((path) -> SqlNames.column(audit, path)).toList());
	}

	/**
	 * An audit table.
	 *
	 * @param table its name
	 * @param revision the revision's column
	 * @param record the columns of the record's id, in the order of its parts' names
	 */
	private record Columns(String table, String revision, List<String> record) {

		String key() {
			return this.revision + ", " + String.join(", ", this.record);
		}

	}

	/**
	 * The rows of records.
	 *
	 * @param session the session
	 * @param connection its connection
	 * @param key how the records' ids are spelled
	 * @param removals what is to go of them
	 */
	private record Rows(SharedSessionContractImplementor session, Connection connection, RecordKey key,
			List<RecordTrim> removals) {

		/** The keys of the rows before a revision of each record. */
		List<RevisionKey> find(Columns columns, ToLongFunction<RecordTrim> before) throws SQLException {
			Map<String, RecordTrim> byRecord = this.removals.stream()
				.collect(Collectors.toMap(RecordTrim::recordId, (removal) -> removal));
			long end = this.removals.stream().mapToLong(before).max().orElseThrow();
			WantedKeys wanted = WantedKeys.ofRecords(this.key, byRecord.keySet());
			Set<RevisionKey> keys = new LinkedHashSet<>();
			try (PreparedStatement statement = this.connection
				.prepareStatement("select " + columns.key() + " from " + columns.table() + " where "
						+ SqlSource.in(columns.record(), byRecord.size()) + " and " + columns.revision() + " < ?")) {
				int parameter = 1;
				for (String record : byRecord.keySet()) {
					parameter = this.key.bind(statement, parameter, this.key.parse(record), this.session);
				}
				statement.setLong(parameter, end);
				try (ResultSet rows = statement.executeQuery()) {
					while (rows.next()) {
						RevisionKey found = new RevisionKey(rows.getLong(1), record(rows));
						RecordTrim removal = byRecord.get(wanted.meantRecord(found.recordId()));
						if (removal != null && found.revision() < before.applyAsLong(removal)) {
							keys.add(found);
						}
					}
				}
			}
			return List.copyOf(keys);
		}

		private String record(ResultSet rows) throws SQLException {
			List<@Nullable Object> parts = new ArrayList<>();
			int column = 2;
			for (var type : this.key.types()) {
				parts.add(type.getJdbcValueExtractor().extract(rows, column++, this.session));
			}
			return String.valueOf(this.key.text(parts));
		}

		void delete(Columns columns, List<RevisionKey> keys) throws SQLException {
			for (int from = 0; from < keys.size(); from += ROWS_PER_STATEMENT) {
				List<RevisionKey> some = keys.subList(from, Math.min(from + ROWS_PER_STATEMENT, keys.size()));
				String one = "(?" + ", ?".repeat(columns.record().size()) + ")";
				try (PreparedStatement statement = this.connection
					.prepareStatement("delete from " + columns.table() + " where (" + columns.key() + ") in ("
							+ String.join(", ", Collections.nCopies(some.size(), one)) + ")")) {
					int parameter = 1;
					for (RevisionKey found : some) {
						statement.setLong(parameter++, found.revision());
						parameter = this.key.bind(statement, parameter, this.key.parse(found.recordId()), this.session);
					}
					statement.executeUpdate();
				}
			}
		}

	}

}
