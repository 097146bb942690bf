/**
 * Entries as files: CSV and NDJSON.
 */
@NullMarked
package dev.revtrail.web.export;

import org.jspecify.annotations.NullMarked;
