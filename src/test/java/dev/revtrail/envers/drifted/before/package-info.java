/**
 * An application before years of changes to its entities and its schema.
 */
@NullMarked
package dev.revtrail.envers.drifted.before;

import org.jspecify.annotations.NullMarked;
