package dev.revtrail.envers.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.hibernate.persister.entity.AbstractEntityPersister;

/**
 * The columns of an audit table's key.
 *
 * @param revision the revision's column
 * @param id the columns of the id, in the order of its parts' names
 */
public record AuditColumns(String revision, List<String> id) {

	/** Those of the entity's first audit table. */
	public static AuditColumns of(TrackedEntity entity, String revisionField) {
		return of(entity, SqlNames.rootTable(entity.auditPersister()), revisionField);
	}

	/** Those of one of the entity's audit tables. */
	public static AuditColumns of(TrackedEntity entity, String table, String revisionField) {
		AbstractEntityPersister audit = (AbstractEntityPersister) entity.auditPersister();
		int number = Arrays.asList(audit.getConstraintOrderedTableNameClosure()).indexOf(table);
		String[] columns = audit.getConstraintOrderedTableKeyColumnClosure()[number];
		List<String> root = List.of(audit.getIdentifierColumnNames());
		String id = audit.getIdentifierPropertyName() + ".";
		return new AuditColumns(columns[root.indexOf(SqlNames.column(audit, id + revisionField))],
				entity.key()
					.parts()
					.stream()
					.map((part) -> columns[root.indexOf(SqlNames.column(audit, id + part.name()))])
					.toList());
	}

	/** The revision's column, then those of the id. */
	public List<String> all() {
		List<String> all = new ArrayList<>(List.of(this.revision));
		all.addAll(this.id);
		return all;
	}

}
