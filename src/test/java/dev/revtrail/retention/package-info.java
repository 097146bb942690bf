/**
 * Tests of retention.
 */
@NullMarked
package dev.revtrail.retention;

import org.jspecify.annotations.NullMarked;
