package dev.revtrail;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Protects entries of any age from purges until it is lifted.
 *
 * @param id the hold's id
 * @param subject the subject whose entries are kept
 * @param reason why it was placed
 * @param placedBy the id of the actor who placed it
 * @param placedAt when it was placed, UTC, to the microsecond
 * @param lifted who lifted it; null while it is in force
 */
public record LegalHold(long id, Subject subject, String reason, String placedBy, Instant placedAt,
		@Nullable Lifted lifted) {

	/**
	 * Returns whether the hold is in force.
	 * @return whether it has not been lifted
	 */
	public boolean isInForce() {
		return this.lifted == null;
	}

	/**
	 * The lifting of a hold.
	 *
	 * @param by the id of the actor who lifted it
	 * @param at when it was lifted, UTC, to the microsecond
	 * @param reason why it was lifted
	 */
	public record Lifted(String by, Instant at, String reason) {

	}

	/**
	 * The subject whose entries a hold keeps.
	 *
	 * @param kind the kind of subject
	 * @param recordType the record's type; null unless it is a record
	 * @param id the id of the record, patient or organization
	 */
	public record Subject(Kind kind, @Nullable String recordType, String id) {

		public Subject {
			Objects.requireNonNull(id, "The subject of a legal hold needs an id.");
			if ((kind == Kind.RECORD) != (recordType != null)) {
				throw new IllegalArgumentException("A record is held by its type and id, all else by the id alone.");
			}
		}

		/**
		 * The entries of one record.
		 * @param record the record
		 * @return the subject
		 */
		public static Subject record(RecordRef record) {
			return new Subject(Kind.RECORD, record.type(), record.id());
		}

		/**
		 * The entries of a patient and of all records that belonged to it.
		 * @param id the patient's id
		 * @return the subject
		 */
		public static Subject patient(String id) {
			return new Subject(Kind.PATIENT, null, id);
		}

		/**
		 * The entries of an organization and its subsidiaries.
		 * @param id the organization's id
		 * @return the subject
		 */
		public static Subject organization(String id) {
			return new Subject(Kind.ORGANIZATION, null, id);
		}

		@Override
		public String toString() {
			return this.kind.name().toLowerCase(Locale.ROOT) + " "
					+ ((this.recordType != null) ? this.recordType + " " : "") + this.id;
		}

	}

	/** The kinds of subjects. */
	public enum Kind {

		/** One record. */
		RECORD,

		/** A patient with all that belongs to it. */
		PATIENT,

		/** An organization with its subsidiaries. */
		ORGANIZATION

	}

}
