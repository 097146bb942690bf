/**
 * An application whose attributes have columns that audit tables have of their own.
 */
@NullMarked
package dev.revtrail.envers.reserved;

import org.jspecify.annotations.NullMarked;
