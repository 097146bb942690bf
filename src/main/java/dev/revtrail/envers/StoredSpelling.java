package dev.revtrail.envers;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.revtrail.RecordRef;
import dev.revtrail.envers.RecordKey.IdPart;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Reads the texts of records' ids as they are spelled in the records' first audit rows,
 * whichever of their spellings are asked for.
 */
final class StoredSpelling {

	private final RecordKey key;

	private final int tables;

	private final String sql;

	private StoredSpelling(RecordKey key, List<String> selects) {
		this.key = key;
		this.tables = selects.size();
		this.sql = (selects.size() == 1) ? selects.get(0) : "coalesce(" + String.join(", ", selects) + ")";
	}

	/**
	 * The spelling of records.
	 * @param entities the entities of one type, whose audit rows may be in several tables
	 * @param revisionField the name of the revision in an audit row's id
	 * @return the spelling
	 */
	static StoredSpelling of(List<TrackedEntity> entities, String revisionField) {
		RecordKey key = entities.get(0).key();
		return new StoredSpelling(key,
				entities.stream().map((entity) -> select(entity, revisionField)).distinct().toList());
	}

	private static String select(TrackedEntity entity, String revisionField) {
		AuditColumns columns = AuditColumns.of(entity, revisionField);
		String table = SqlNames.rootTable(entity.auditPersister());
		List<String> texts = new ArrayList<>();
		for (int i = 0; i < columns.id().size(); i++) {
			texts.add(text(entity.key().parts().get(i).comparison(), "a." + columns.id().get(i),
					columns.id().size() > 1));
		}
		return "(select " + ((texts.size() == 1) ? texts.get(0) : "concat(" + String.join(", ',', ", texts) + ")")
				+ " from " + table + " a where " + matches("a", columns) + " and a." + columns.revision()
				+ " = (select min(b." + columns.revision() + ") from " + table + " b where " + matches("b", columns)
				+ "))";
	}

	private static String text(KeyComparison comparison, String column, boolean composite) {
		String text = (comparison == KeyComparison.PADDED) ? "rtrim(" + column + ")" : column;
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
	 * Reads how records are spelled.
	 * @param session the session whose connection is used
	 * @param records the records, of this type
	 * @param found takes those that have an audit row, by those that were asked for
	 */
	void read(SharedSessionContractImplementor session, List<RecordRef> records, Map<RecordRef, RecordRef> found) {
		Subselects.read(session, this.sql, records,
				(statement, first, record) -> bind(statement, first, record.id(), session), (record, rows, column) -> {
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
