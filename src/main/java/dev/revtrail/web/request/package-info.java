/**
 * Requests to the contracts: their parameters, what is refused and how, limits, and the
 * log of reads.
 */
@NullMarked
package dev.revtrail.web.request;

import org.jspecify.annotations.NullMarked;
