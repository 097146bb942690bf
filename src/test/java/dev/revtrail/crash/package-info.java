/**
 * Kills a writing application and its database, and looks at what is left.
 */
@NullMarked
package dev.revtrail.crash;

import org.jspecify.annotations.NullMarked;
