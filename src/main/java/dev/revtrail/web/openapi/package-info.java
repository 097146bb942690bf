/**
 * Serves the OpenAPI document of the REST contracts that are switched on.
 */
@NullMarked
package dev.revtrail.web.openapi;

import org.jspecify.annotations.NullMarked;
