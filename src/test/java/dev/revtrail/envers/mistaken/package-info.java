/**
 * An application with several mistakes in what it declares about its records.
 */
@NullMarked
package dev.revtrail.envers.mistaken;

import org.jspecify.annotations.NullMarked;
