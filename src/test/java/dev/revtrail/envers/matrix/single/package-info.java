/**
 * Every mapping of a single value that Envers audits, and what the change log tells of
 * it.
 */
@NullMarked
package dev.revtrail.envers.matrix.single;

import org.jspecify.annotations.NullMarked;
