package dev.revtrail.envers.model;

import org.jspecify.annotations.Nullable;

/**
 * What the database does by a foreign key to the records that refer to one that is
 * deleted.
 *
 * @param parent the entity whose deletion sets it off
 * @param child the entity of the records that refer to it
 * @param reference the children's attribute that refers to it, dotted inside of
 * embeddables; null where they have none
 * @param collection the parent's collection of them; null where they have a reference
 * @param cascade whether they are deleted too; otherwise their reference becomes null
 */
public record OnDeleteRule(String parent, String child, @Nullable String reference, @Nullable String collection,
		boolean cascade) {

	/** The query for the children of parents with some ids. */
	public String query() {
		return (this.reference != null)
				? "select c from " + this.child + " c where id(" + quoted("c", this.reference) + ") in (:ids)"
				: "select c from " + this.parent + " p join " + quoted("p", String.valueOf(this.collection))
						+ " c where id(p) in (:ids)";
	}

	/** Attributes may have names that are words of the query language. */
	private static String quoted(String alias, String path) {
		return alias + ".`" + path.replace(".", "`.`") + "`";
	}

}
