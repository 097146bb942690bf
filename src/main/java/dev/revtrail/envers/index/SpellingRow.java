package dev.revtrail.envers.index;

import java.io.Serializable;

import dev.revtrail.envers.ColumnText;
import dev.revtrail.envers.LibraryTable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/**
 * How the first audit row that a purge left spells the id of a record, where the record's
 * entries and kept collections spell it differently. It is written through
 * {@link KeptSpellings}.
 */
@LibraryTable
@Entity(name = "RevtrailSpelling")
@Immutable
@IdClass(SpellingRow.Key.class)
@Table(name = "revtrail_spelling",
		indexes = @Index(name = "ix_revtrail_spelling_record", columnList = "record_type, record_id"))
public class SpellingRow {

	/** The type's name on the day of the purge. */
	@Id
	@Column(name = "record_type", length = ColumnText.TYPE_LENGTH)
	String recordType;

	/** The id in the audit row. */
	@Id
	@Column(name = "spelling", length = ColumnText.ID_LENGTH)
	String spelling;

	/** The id in the entries. */
	@Column(name = "record_id", length = ColumnText.ID_LENGTH, nullable = false)
	String recordId;

	/**
	 * The spelling.
	 */
	static class Key implements Serializable {

		String recordType = "";

		String spelling = "";

		@Override
		public boolean equals(Object other) {
			return other instanceof Key key && this.recordType.equals(key.recordType)
					&& this.spelling.equals(key.spelling);
		}

		@Override
		public int hashCode() {
			return 31 * this.recordType.hashCode() + this.spelling.hashCode();
		}

	}

}
