package dev.revtrail.envers;

/**
 * What Envers did for a record: it wrote an audit row, or rows of one of its collections.
 *
 * @param entityName the record's entity name
 * @param id the record's id
 */
record AuditedChange(String entityName, Object id) {

}
