/**
 * The records of the clinic over HTTP, under {@code /api}.
 */
@NullMarked
package dev.clinic.api;

import org.jspecify.annotations.NullMarked;
