package dev.revtrail.envers.schema;

import org.hibernate.boot.Metadata;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

/**
 * How a database is made to compare texts exactly. Under any other comparison two ids
 * that differ in case, in accents or in spaces at their ends are one, and so are the
 * histories of their records.
 */
public abstract class ExactTexts {

	/** Has Hibernate make a table whose columns compare exactly. */
	abstract void map(Table table, Metadata metadata);

	/** Returns the expression of a text that compares as the library's own columns do. */
	public abstract String exact(String text);

	/** Returns what makes a column compare otherwise; null where it compares exactly. */
	abstract @Nullable String vagueness(DatabaseColumn column);

	/**
	 * Returns the statement after which a column compares exactly; null where there is
	 * none.
	 */
	abstract @Nullable String conversion(DatabaseColumn from, String table, String column, String definition);

	/** Returns the statement that gives a column another definition. */
	abstract String alteration(String table, String column, String definition);

	/**
	 * Returns the statement that gives a column another type whose values the database
	 * generates, and goes on to generate.
	 */
	abstract String retyping(String table, String column, String type);

}
