/**
 * Benchmarks, run by {@code make bench}. They print figures and assert nothing.
 */
@NullMarked
package dev.revtrail.bench;

import org.jspecify.annotations.NullMarked;
