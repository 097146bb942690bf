/**
 * Keys of texts: long ones, and those that are spelled in several ways.
 */
@NullMarked
package dev.revtrail.envers.matrix.keys;

import org.jspecify.annotations.NullMarked;
