/**
 * The entry index: one row per change or event, how rows are written and how filters
 * become SQL.
 */
@NullMarked
package dev.revtrail.envers.index;

import org.jspecify.annotations.NullMarked;
