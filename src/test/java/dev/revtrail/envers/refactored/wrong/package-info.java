/**
 * An application whose former names cannot be.
 */
@NullMarked
package dev.revtrail.envers.refactored.wrong;

import org.jspecify.annotations.NullMarked;
