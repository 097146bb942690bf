/**
 * Tests of the clinic's interface for its records.
 */
@NullMarked
package dev.clinic.api;

import org.jspecify.annotations.NullMarked;
