/**
 * Provides health and metrics of recording, if the host has Actuator and Micrometer.
 */
@NullMarked
package dev.revtrail.actuate;

import org.jspecify.annotations.NullMarked;
