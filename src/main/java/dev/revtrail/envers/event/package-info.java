/**
 * Events that are no row change: views, exports, sign-ins and failures, written in the
 * caller's transaction or behind it.
 */
@NullMarked
package dev.revtrail.envers.event;

import org.jspecify.annotations.NullMarked;
