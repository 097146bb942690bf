/**
 * Detects bulk statements that change tracked tables without an entry.
 */
@NullMarked
package dev.revtrail.envers.bulk.detect;

import org.jspecify.annotations.NullMarked;
