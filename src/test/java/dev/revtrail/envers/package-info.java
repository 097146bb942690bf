/**
 * Tests of capture and history.
 */
@NullMarked
package dev.revtrail.envers;

import org.jspecify.annotations.NullMarked;
