/**
 * Values that change after Envers has built its audit rows.
 */
@NullMarked
package dev.revtrail.envers.late;

import org.jspecify.annotations.NullMarked;
