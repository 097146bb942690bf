package dev.revtrail.envers.model;

/**
 * How a key column compares texts, and so which of them are one key to it.
 */
public enum KeyComparison {

	/** By their characters: each text is a key of its own. */
	EXACT,

	/** More loosely, such as without regard to case or to blanks at the end. */
	LOOSE,

	/** Of fixed length, without regard to the blanks that fill it, which may be read. */
	PADDED

}
