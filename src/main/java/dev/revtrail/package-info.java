/**
 * The vocabulary of the change log and its front door, {@link dev.revtrail.ChangeLog}.
 */
@NullMarked
package dev.revtrail;

import org.jspecify.annotations.NullMarked;
