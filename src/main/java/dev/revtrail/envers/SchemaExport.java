package dev.revtrail.envers;

/**
 * The kind of migration that DDL is written as.
 */
public enum SchemaExport {

	/** The next versioned migration of Flyway. */
	FLYWAY,

	/** A change log of Liquibase in SQL, with one change set. */
	LIQUIBASE,

	/** A plain script. */
	SQL

}
