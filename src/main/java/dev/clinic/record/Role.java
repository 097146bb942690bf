package dev.clinic.record;

/**
 * The role of a user in an organization.
 */
public enum Role {

	/** Runs the practice and may do everything. */
	OWNER,

	/** Administers the practice, API keys excepted. */
	ADMIN,

	/** Reads the change log and nothing else. */
	AUDITOR,

	/** Cares for patients. */
	PROVIDER,

	/** Is cared for. */
	PATIENT

}
