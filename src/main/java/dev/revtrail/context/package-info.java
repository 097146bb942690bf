/**
 * Binds actor and request metadata to the work at hand.
 */
@NullMarked
package dev.revtrail.context;

import org.jspecify.annotations.NullMarked;
