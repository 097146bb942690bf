/**
 * Removes what a retention policy no longer keeps, and keeps what legal holds protect.
 */
@NullMarked
package dev.revtrail.envers.purge;

import org.jspecify.annotations.NullMarked;
