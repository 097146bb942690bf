package dev.revtrail.envers.model;

/**
 * What tells the elements of a collection apart in Envers' rows.
 */
public enum CollectionKind {

	/** Their index. */
	LIST,

	/** Their key. */
	MAP,

	/**
	 * Themselves. Of equal elements in a bag Envers keeps one, and so are they told.
	 */
	SET

}
