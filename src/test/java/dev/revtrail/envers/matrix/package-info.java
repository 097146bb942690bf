/**
 * The matrix of mappings and ways to change them.
 */
@NullMarked
package dev.revtrail.envers.matrix;

import org.jspecify.annotations.NullMarked;
