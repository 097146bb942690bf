/**
 * The log in the order of its revisions, for those who follow it.
 */
@NullMarked
package dev.revtrail.feed;

import org.jspecify.annotations.NullMarked;
