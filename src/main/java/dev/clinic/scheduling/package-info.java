/**
 * Appointments, their attendees, and their possible times and places.
 */
@NullMarked
package dev.clinic.scheduling;

import org.jspecify.annotations.NullMarked;
