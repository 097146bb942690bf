package dev.revtrail.web.changelog;

import dev.revtrail.ChangeQuery;

/**
 * What a caller wants exported.
 *
 * @param query which entries, in which order
 * @param format the format: csv or ndjson
 */
record ExportRequest(ChangeQuery query, String format) {

}
