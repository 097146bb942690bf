/**
 * Disturbs the database under a running application, or kills either of them, and
 * compares what is left with what the application's clients know.
 */
@NullMarked
package dev.revtrail.fault;

import org.jspecify.annotations.NullMarked;
