package dev.revtrail.envers.model;

import org.jspecify.annotations.Nullable;

/**
 * One row: an element that was added to its place, or removed from it.
 *
 * @param revision the revision's number
 * @param joined whether it was added
 * @param place the index, the key's text, or the element itself
 * @param element the element in canonical form
 */
public record ElementRow(long revision, boolean joined, Object place, @Nullable Object element) {

	private static final Object UNKNOWN = new Object();

	/** Stands for rows of a revision that cannot be read. */
	public static ElementRow unreadable(long revision) {
		return new ElementRow(revision, true, UNKNOWN, null);
	}

	public boolean isReadable() {
		return this.place != UNKNOWN;
	}

}
