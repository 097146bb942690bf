/**
 * Diagnoses, care plans, goals and tasks.
 */
@NullMarked
package dev.clinic.care;

import org.jspecify.annotations.NullMarked;
