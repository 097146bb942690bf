/**
 * The audit page, and the data that it shows.
 */
@NullMarked
package dev.revtrail.page;

import org.jspecify.annotations.NullMarked;
