package dev.revtrail.envers.index;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.revtrail.RecordRef;
import dev.revtrail.envers.model.AuditColumns;
import dev.revtrail.envers.model.KeyComparison;
import dev.revtrail.envers.model.RecordKey;
import dev.revtrail.envers.model.RecordKey.IdPart;
import dev.revtrail.envers.model.SqlNames;
import dev.revtrail.envers.model.Subselects;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.schema.DatabaseTexts;
import dev.revtrail.envers.schema.ExactTexts;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Reads the texts of records' ids as entries spell them, whichever of their spellings are
 * asked for: as in the records' first audit rows, or where a purge removed those, as
 * {@link KeptSpellings} has it for the rows that are the first now.
 */
final class StoredSpelling {

	private final RecordKey key;

	private final List<String> types;

	private final int tables;

	private final String firstSql;

	private final String sql;

	private StoredSpelling(RecordKey key, Set<String> types, List<String> selects, EntityPersister kept) {
		this.key = key;
		this.types = List.copyOf(types);
		this.tables = selects.size();
		this.firstSql = (selects.size() == 1) ? selects.get(0) : "coalesce(" + String.join(", ", selects) + ")";
		this.sql = "(select coalesce((select max(s." + SqlNames.column(kept, "recordId") + ") from "
				+ SqlNames.table(kept) + " s where s." + SqlNames.column(kept, "recordType") + " in ("
				+ String.join(", ", Collections.nCopies(types.size(), "?")) + ") and s."
				+ SqlNames.column(kept, "spelling") + " = f.spelled), f.spelled) from (select " + this.firstSql
				+ " as spelled) f)";
	}

	/**
	 * The spelling of records.
	 * @param entities the entities of one type, whose audit rows may be in several tables
	 * @param types the names that the type has and had
	 * @param sessionFactory the session factory of the entities
	 * @param revisionField the name of the revision in an audit row's id
	 * @return the spelling
	 */
	static StoredSpelling of(List<TrackedEntity> entities, Set<String> types, SessionFactoryImplementor sessionFactory,
			String revisionField) {
		ExactTexts texts = DatabaseTexts.of(sessionFactory.getJdbcServices().getDialect());
		UnaryOperator<String> exact = (texts != null) ? texts::exact : UnaryOperator.identity();
		return new StoredSpelling(entities.get(0).key(), types,
				entities.stream().map((entity) -> select(entity, revisionField, exact)).distinct().toList(),
				sessionFactory.getMappingMetamodel().getEntityDescriptor(SpellingRow.class));
	}

	private static String select(TrackedEntity entity, String revisionField, UnaryOperator<String> exact) {
		AuditColumns columns = AuditColumns.of(entity, revisionField);
		String table = SqlNames.rootTable(entity.auditPersister());
		List<String> texts = new ArrayList<>();
		for (int i = 0; i < columns.id().size(); i++) {
			texts.add(text(entity.key().parts().get(i).comparison(), "a." + columns.id().get(i), exact,
					columns.id().size() > 1));
		}
		return "(select " + ((texts.size() == 1) ? texts.get(0) : "concat(" + String.join(", ',', ", texts) + ")")
				+ " from " + table + " a where " + matches("a", columns) + " and a." + columns.revision()
				+ " = (select min(b." + columns.revision() + ") from " + table + " b where " + matches("b", columns)
				+ "))";
	}

	/** Columns may compare differently from each other and from the library's. */
	private static String text(KeyComparison comparison, String column, UnaryOperator<String> exact,
			boolean composite) {
		String text = exact.apply((comparison == KeyComparison.PADDED) ? "rtrim(" + column + ")" : column);
		return (comparison == KeyComparison.EXACT) ? "?"
				: composite ? "replace(replace(" + text + ", ?, ?), ',', ?)" : text;
	}

	private static String matches(String alias, AuditColumns columns) {
		return columns.id()
			.stream()
			.map((column) -> alias + "." + column + " = ?")
			.collect(Collectors.joining(" and "));
	}

	/** Whether a text is the id of such a record, as it is spelled today. */
	boolean isOf(String recordId) {
		return this.key.isReadable(recordId);
	}

	/**
	 * Reads how entries spell records.
	 * @param session the session whose connection is used
	 * @param records the records, of this type
	 * @param found takes those that have an audit row, by those that were asked for
	 */
	void read(SharedSessionContractImplementor session, List<RecordRef> records, Map<RecordRef, RecordRef> found) {
		read(session, this.sql, records, (statement, first, record) -> {
			int parameter = first;
			for (String type : this.types) {
				statement.setString(parameter++, type);
			}
			return bind(statement, parameter, record.id(), session);
		}, found);
	}

	/**
	 * Reads the spelling of records from the first of their audit rows, regardless of the
	 * spelling in their entries.
	 * @param session the session whose connection is used
	 * @param records the records, of this type
	 * @param found takes those that have an audit row, by those that were asked for
	 */
	void readFirst(SharedSessionContractImplementor session, List<RecordRef> records, Map<RecordRef, RecordRef> found) {
		read(session, this.firstSql, records,
				(statement, first, record) -> bind(statement, first, record.id(), session), found);
	}

	private static void read(SharedSessionContractImplementor session, String sql, List<RecordRef> records,
			Subselects.Binder<RecordRef> binder, Map<RecordRef, RecordRef> found) {
		Subselects.read(session, sql, records, binder, (record, rows, column) -> {
			String id = rows.getString(column);
			if (id != null) {
				found.put(record, new RecordRef(record.type(), id));
			}
		});
	}

	private int bind(PreparedStatement statement, int first, String recordId, SharedSessionContractImplementor session)
			throws SQLException {
		List<Object> values = this.key.parse(recordId);
		int parameter = first;
		for (int table = 0; table < this.tables; table++) {
			parameter = bindTexts(statement, parameter, this.key.texts(values));
			parameter = this.key.bind(statement, parameter, values, session);
			parameter = this.key.bind(statement, parameter, values, session);
		}
		return parameter;
	}

	private int bindTexts(PreparedStatement statement, int first, List<String> texts) throws SQLException {
		int parameter = first;
		for (int i = 0; texts.size() > 1 && i < texts.size(); i++) {
			IdPart part = this.key.parts().get(i);
			for (String text : (part.comparison() == KeyComparison.EXACT) ? List.of(texts.get(i))
					: List.of("\\", "\\\\", "\\,")) {
				statement.setString(parameter++, text);
			}
		}
		return parameter;
	}

}
