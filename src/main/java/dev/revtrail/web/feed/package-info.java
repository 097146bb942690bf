/**
 * Serves the feed: the log in the order of its revisions, for those who follow it.
 */
@NullMarked
package dev.revtrail.web.feed;

import org.jspecify.annotations.NullMarked;
