/**
 * An application whose audit tables are narrower than its own.
 */
@NullMarked
package dev.revtrail.envers.narrow;

import org.jspecify.annotations.NullMarked;
