/**
 * Shows Actuator and Micrometer how recording goes, where the host has them.
 */
@NullMarked
package dev.revtrail.actuate;

import org.jspecify.annotations.NullMarked;
