package dev.revtrail;

/**
 * Points at a record of the host application.
 *
 * @param type the record type's name in upper-snake form, such as {@code BILLING_ITEM}
 * @param id the record's id in its canonical text form; empty where events are about no
 * record
 */
public record RecordRef(String type, String id) {

	/** The type of what is no record: the application, of which something was asked. */
	public static final String APPLICATION = "APPLICATION";

	/** The type of what is no record: the change log itself, which was read. */
	public static final String CHANGE_LOG = "CHANGE_LOG";

	/** The type of what is no record: a purge, which removed entries. */
	public static final String PURGE = "PURGE";

	/**
	 * What events point at that are about no record.
	 * @param type what they are about, in upper-snake form
	 * @return a reference without an id
	 */
	public static RecordRef none(String type) {
		return new RecordRef(type, "");
	}

	/**
	 * Whether a record is meant.
	 * @return whether there is an id
	 */
	public boolean hasId() {
		return !this.id.isEmpty();
	}

}
