/**
 * The same tests once more with entities that are enhanced at build time.
 */
@NullMarked
package dev.revtrail.enhanced;

import org.jspecify.annotations.NullMarked;
