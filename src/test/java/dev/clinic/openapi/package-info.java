/**
 * The OpenAPI document beside what the clinic really does.
 */
@NullMarked
package dev.clinic.openapi;

import org.jspecify.annotations.NullMarked;
