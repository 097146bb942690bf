/**
 * Handles requests to the contracts: parameters, errors, limits, and the recording of
 * reads.
 */
@NullMarked
package dev.revtrail.web.request;

import org.jspecify.annotations.NullMarked;
