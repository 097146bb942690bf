/**
 * Appointments, who attends them, and when and where they may take place.
 */
@NullMarked
package dev.clinic.scheduling;

import org.jspecify.annotations.NullMarked;
