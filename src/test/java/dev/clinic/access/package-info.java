/**
 * Who may do what, and who sees whose, over everything that the clinic serves.
 */
@NullMarked
package dev.clinic.access;

import org.jspecify.annotations.NullMarked;
