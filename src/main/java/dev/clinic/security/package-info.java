/**
 * Who calls the clinic's interfaces, and what they may do.
 */
@NullMarked
package dev.clinic.security;

import org.jspecify.annotations.NullMarked;
