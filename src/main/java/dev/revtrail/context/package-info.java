/**
 * Binds actor and request metadata to the current work.
 */
@NullMarked
package dev.revtrail.context;

import org.jspecify.annotations.NullMarked;
