/**
 * Practices, their sites, members and features.
 */
@NullMarked
package dev.clinic.organization;

import org.jspecify.annotations.NullMarked;
