package dev.revtrail.envers;

/**
 * What to do where tables or indexes of the audit trail are missing at start-up.
 */
public enum AuditTablesMode {

	/**
	 * Make them where Hibernate makes tables anyway, or the database is embedded; else
	 * stop with their DDL.
	 */
	AUTO,

	/** Stop with their DDL. */
	VALIDATE,

	/** Make them. */
	CREATE,

	/** Do not look. */
	IGNORE

}
