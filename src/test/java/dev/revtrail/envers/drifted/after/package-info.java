/**
 * An application after years of changes to its entities and its schema.
 */
@NullMarked
package dev.revtrail.envers.drifted.after;

import org.jspecify.annotations.NullMarked;
