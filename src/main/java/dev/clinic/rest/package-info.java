/**
 * What the endpoints of the features have in common.
 */
@NullMarked
package dev.clinic.rest;

import org.jspecify.annotations.NullMarked;
