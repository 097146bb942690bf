package dev.revtrail.envers;

import java.util.List;

/**
 * Thrown where the library's tables have a version that this version of the library
 * cannot work with: at start-up, and at the commit of a tracked change where another node
 * has migrated the tables meanwhile.
 */
public final class SchemaVersionException extends RuntimeException {

	private final List<String> migration;

	public SchemaVersionException(String message, List<String> migration) {
		super(message);
		this.migration = List.copyOf(migration);
	}

	/**
	 * The statements that bring the tables up to date.
	 * @return the statements; empty where the tables are newer than the library
	 */
	public List<String> migration() {
		return this.migration;
	}

}
