package dev.revtrail.envers;

import java.util.List;

/**
 * The library's tables exist, but not as the library needs them: entries could be mixed
 * up, cut or refused. Stops the start-up.
 */
public final class UnsuitableTablesException extends RuntimeException {

	private final List<String> ddl;

	public UnsuitableTablesException(List<String> problems, List<String> ddl) {
		super("Revtrail's tables are not as the library needs them:\n\n- " + String.join("\n- ", problems));
		this.ddl = List.copyOf(ddl);
	}

	/**
	 * The statements that mend the tables.
	 * @return the statements; empty where none does
	 */
	public List<String> ddl() {
		return this.ddl;
	}

}
