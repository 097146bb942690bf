package dev.revtrail.envers;

import org.jspecify.annotations.Nullable;

/**
 * One row: an element that was added to its place, or removed from it.
 *
 * @param revision the revision's number
 * @param joined whether it was added
 * @param place the index, the key's text, or the element itself
 * @param element the element in canonical form
 */
record ElementRow(long revision, boolean joined, Object place, @Nullable Object element) {

}
