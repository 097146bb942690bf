package dev.revtrail.envers;

import java.util.List;

/**
 * Audit tables have columns that do not take what is written to them: changes of entities
 * would fail, or records would be mixed up. Stops the start-up.
 */
public final class UnsuitableAuditTablesException extends RuntimeException {

	private final List<String> ddl;

	private final boolean unmapped;

	public UnsuitableAuditTablesException(List<String> problems, List<String> ddl, boolean unmapped) {
		super("Not every change of the tracked entities can be recorded, as columns of their audit tables do not take "
				+ "what is written to them:\n\n- " + String.join("\n- ", problems));
		this.ddl = List.copyOf(ddl);
		this.unmapped = unmapped;
	}

	/**
	 * The statements that mend the columns of today's attributes.
	 * @return the statements; empty where none does
	 */
	public List<String> ddl() {
		return this.ddl;
	}

	/**
	 * Whether nothing is mapped to some of the columns, which no statement mends.
	 * @return whether there are any
	 */
	public boolean hasUnmapped() {
		return this.unmapped;
	}

}
