/**
 * Records that the database deletes or changes by its foreign keys.
 */
@NullMarked
package dev.revtrail.envers.matrix.cascades;

import org.jspecify.annotations.NullMarked;
