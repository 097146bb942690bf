/**
 * What a transaction changes: collected on each flush, written as entries before the
 * commit.
 */
@NullMarked
package dev.revtrail.envers.capture;

import org.jspecify.annotations.NullMarked;
