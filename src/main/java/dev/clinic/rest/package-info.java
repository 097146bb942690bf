/**
 * The common parts of the endpoints of all features.
 */
@NullMarked
package dev.clinic.rest;

import org.jspecify.annotations.NullMarked;
