/**
 * A model of every kind of collection, and what the change log tells of it.
 */
@NullMarked
package dev.revtrail.envers.matrix.collections;

import org.jspecify.annotations.NullMarked;
