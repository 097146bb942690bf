/**
 * Resolves the current actor and the part of the change log that a caller may read from
 * Spring Security.
 */
@NullMarked
package dev.revtrail.security;

import org.jspecify.annotations.NullMarked;
