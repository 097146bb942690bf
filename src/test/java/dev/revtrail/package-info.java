/**
 * Tests of the library.
 */
@NullMarked
package dev.revtrail;

import org.jspecify.annotations.NullMarked;
