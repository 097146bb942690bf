package dev.revtrail.envers.model;

import java.io.Serializable;

import dev.revtrail.envers.LibraryTable;
import dev.revtrail.envers.schema.AuditColumnLog;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/**
 * A column of an audit table, and up to which revision audit rows are from before it. It
 * is written and read through {@link AuditColumnLog}.
 */
@LibraryTable
@Entity(name = "RevtrailAuditColumn")
@Immutable
@IdClass(AuditColumnRow.Key.class)
@Table(name = "revtrail_audit_column")
public class AuditColumnRow {

	static final int NAME_LENGTH = 255;

	@Id
	@Column(name = "audit_table", length = NAME_LENGTH)
	String auditTable;

	/** The column, or {@value AuditColumn#WHOLE_TABLE} for that of a collection. */
	@Id
	@Column(name = "audit_column", length = NAME_LENGTH)
	String auditColumn;

	/** The last revision whose rows may lack it; 0 where none does. */
	@Column(name = "absent_until", nullable = false)
	long absentUntil;

	/**
	 * The column.
	 */
	static class Key implements Serializable {

		String auditTable = "";

		String auditColumn = "";

		@Override
		public boolean equals(Object other) {
			return other instanceof Key key && this.auditTable.equals(key.auditTable)
					&& this.auditColumn.equals(key.auditColumn);
		}

		@Override
		public int hashCode() {
			return 31 * this.auditTable.hashCode() + this.auditColumn.hashCode();
		}

	}

}
