/**
 * Selects entries by the filters of contract 1, and writes them as files: CSV and NDJSON.
 */
@NullMarked
package dev.revtrail.web.export;

import org.jspecify.annotations.NullMarked;
