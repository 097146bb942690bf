/**
 * Clinic, the sample: a practice-management application with 23 tracked record types.
 */
@NullMarked
package dev.clinic;

import org.jspecify.annotations.NullMarked;
