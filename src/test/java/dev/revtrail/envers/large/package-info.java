/**
 * Transactions of very many changes.
 */
@NullMarked
package dev.revtrail.envers.large;

import org.jspecify.annotations.NullMarked;
