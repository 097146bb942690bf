/**
 * The JSON of an entry, as far as contracts share it.
 */
@NullMarked
package dev.revtrail.web.entry;

import org.jspecify.annotations.NullMarked;
