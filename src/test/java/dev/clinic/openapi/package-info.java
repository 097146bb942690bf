/**
 * The OpenAPI document compared with the behavior of the clinic.
 */
@NullMarked
package dev.clinic.openapi;

import org.jspecify.annotations.NullMarked;
