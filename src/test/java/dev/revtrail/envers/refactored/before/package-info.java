/**
 * A small host application, before it is refactored.
 */
@NullMarked
package dev.revtrail.envers.refactored.before;

import org.jspecify.annotations.NullMarked;
