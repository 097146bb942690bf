/**
 * The same application after its refactoring.
 */
@NullMarked
package dev.revtrail.envers.refactored.after;

import org.jspecify.annotations.NullMarked;
