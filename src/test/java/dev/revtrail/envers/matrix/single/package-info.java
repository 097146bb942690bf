/**
 * Every mapping of a single value that Envers audits, and its entries in the change log.
 */
@NullMarked
package dev.revtrail.envers.matrix.single;

import org.jspecify.annotations.NullMarked;
