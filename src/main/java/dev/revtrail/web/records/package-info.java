/**
 * Serves the history of single records: revisions, states, differences and deletions.
 */
@NullMarked
package dev.revtrail.web.records;

import org.jspecify.annotations.NullMarked;
