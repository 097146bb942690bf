package dev.revtrail.envers.bulk.detect;

import org.jspecify.annotations.Nullable;

/**
 * The report on a bulk statement that leaves no entries. Contains neither its text nor
 * its values.
 *
 * @param entity the entity whose records it changes
 * @param table the table it is about
 * @param verb what it does
 * @param place where it was issued; null when no class of the host is on the stack
 */
record BulkStatement(String entity, String table, String verb, @Nullable String place) {

	/** The place in words. */
	String placeText() {
		return (this.place != null) ? this.place : "an unknown place";
	}

}
