/**
 * A label that is refused.
 */
@NullMarked
package dev.revtrail.envers.mislabelled;

import org.jspecify.annotations.NullMarked;
