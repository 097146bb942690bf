/**
 * An entity whose name is too long for a record type.
 */
@NullMarked
package dev.revtrail.envers.longnamed;

import org.jspecify.annotations.NullMarked;
