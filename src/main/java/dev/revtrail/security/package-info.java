/**
 * Tells from Spring Security who is at work and what of the change log a caller may read.
 */
@NullMarked
package dev.revtrail.security;

import org.jspecify.annotations.NullMarked;
