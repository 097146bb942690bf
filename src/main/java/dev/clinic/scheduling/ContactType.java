package dev.clinic.scheduling;

/**
 * The way in which provider and patient meet.
 */
public enum ContactType {

	/** In the same room. */
	IN_PERSON,

	/** By video call. */
	VIDEO,

	/** By telephone. */
	PHONE

}
