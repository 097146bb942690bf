package dev.revtrail.envers.log;

import java.io.Serializable;

import dev.revtrail.envers.ColumnText;
import dev.revtrail.envers.LibraryTable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.hibernate.Length;
import org.hibernate.annotations.Immutable;

/**
 * What the collections of a record held where its history begins since older entries were
 * purged. It stands for the rows that Envers had written until then, and like those holds
 * masked values.
 */
@LibraryTable
@Entity(name = "RevtrailPurgedCollections")
@Immutable
@IdClass(PurgedCollectionsRow.Key.class)
@Table(name = "revtrail_purged_collections")
public class PurgedCollectionsRow {

	/** The type's name on the day of the purge. */
	@Id
	@Column(name = "record_type", length = ColumnText.TYPE_LENGTH)
	String recordType;

	@Id
	@Column(name = "record_id", length = ColumnText.ID_LENGTH)
	String recordId;

	/** The last revision that was purged. */
	@Column(name = "revision", nullable = false)
	long revision;

	/** The collections after it, by field, as JSON; without those that are not known. */
	@Column(name = "data", length = Length.LONG32, nullable = false)
	String data;

	/**
	 * The record.
	 */
	static class Key implements Serializable {

		String recordType = "";

		String recordId = "";

		@Override
		public boolean equals(Object other) {
			return other instanceof Key key && this.recordType.equals(key.recordType)
					&& this.recordId.equals(key.recordId);
		}

		@Override
		public int hashCode() {
			return 31 * this.recordType.hashCode() + this.recordId.hashCode();
		}

	}

}
