package dev.revtrail;

/**
 * Says what the change log records of an application, and what it does not.
 */
@FunctionalInterface
public interface Diagnostics {

	/**
	 * Returns the present state. Looks up the indexes of the database.
	 * @return the report
	 * @throws org.springframework.dao.DataAccessResourceFailureException when the
	 * database does not answer
	 */
	TrackingReport report();

}
