/**
 * The settled mark, and who follows the log.
 */
@NullMarked
package dev.revtrail.envers.feed;

import org.jspecify.annotations.NullMarked;
