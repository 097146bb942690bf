/**
 * How the clinic's records are written and read over HTTP, under {@code /api}.
 */
@NullMarked
package dev.clinic.api;

import org.jspecify.annotations.NullMarked;
