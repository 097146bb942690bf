package dev.revtrail;

/**
 * A reference to a record of the host application.
 *
 * @param type the record type's name in upper-snake form, such as {@code BILLING_ITEM}
 * @param id the record's id in its canonical text form; empty for events that are not
 * about a record
 */
public record RecordRef(String type, String id) {

	/** The type of events about the application rather than a record. */
	public static final String APPLICATION = "APPLICATION";

	/** The type of events about the change log itself, such as reads. */
	public static final String CHANGE_LOG = "CHANGE_LOG";

	/** The type of events about a purge. */
	public static final String PURGE = "PURGE";

	/**
	 * Creates a reference for events that are not about a record.
	 * @param type the subject, in upper-snake form
	 * @return a reference without an id
	 */
	public static RecordRef none(String type) {
		return new RecordRef(type, "");
	}

	/**
	 * Returns whether the reference is to a record.
	 * @return whether there is an id
	 */
	public boolean hasId() {
		return !this.id.isEmpty();
	}

}
