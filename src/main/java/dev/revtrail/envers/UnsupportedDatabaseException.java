package dev.revtrail.envers;

/**
 * Thrown at start-up where the library has no scripts for the database.
 */
public final class UnsupportedDatabaseException extends RuntimeException {

	private UnsupportedDatabaseException(String message) {
		super(message);
	}

	public static UnsupportedDatabaseException product(String product) {
		return new UnsupportedDatabaseException("Revtrail does not support the database " + product + ".");
	}

	public static UnsupportedDatabaseException platform(String platform) {
		return new UnsupportedDatabaseException(
				"Revtrail does not support the database that revtrail.schema.platform=" + platform + " names.");
	}

}
