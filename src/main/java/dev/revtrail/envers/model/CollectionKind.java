package dev.revtrail.envers.model;

/**
 * The key by which Envers' rows distinguish the elements of a collection.
 */
public enum CollectionKind {

	/** Their index. */
	LIST,

	/** Their key. */
	MAP,

	/**
	 * The elements themselves. Of equal elements in a bag, Envers keeps one, and entries
	 * list one.
	 */
	SET

}
