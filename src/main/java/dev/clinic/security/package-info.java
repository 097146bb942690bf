/**
 * The callers of the clinic's interfaces, and their authorities.
 */
@NullMarked
package dev.clinic.security;

import org.jspecify.annotations.NullMarked;
