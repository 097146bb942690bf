/**
 * Contains the parts of an entry's JSON that contracts share.
 */
@NullMarked
package dev.revtrail.web.entry;

import org.jspecify.annotations.NullMarked;
