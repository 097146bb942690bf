/**
 * Serves contract 1, change-log-entries: the log as a plain REST collection.
 */
@NullMarked
package dev.revtrail.web.changelog;

import org.jspecify.annotations.NullMarked;
