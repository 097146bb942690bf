/**
 * The tables: those of the library with their migrations, and what audit tables must hold
 * and be indexed by.
 */
@NullMarked
package dev.revtrail.envers.schema;

import org.jspecify.annotations.NullMarked;
