package dev.revtrail.envers;

import org.hibernate.envers.RevisionType;

/**
 * What Envers did for a record: it wrote an audit row, or rows of one of its collections.
 *
 * @param entityName the record's entity name
 * @param id the record's id
 * @param kind what Envers took it for
 */
record AuditedChange(String entityName, Object id, RevisionType kind) {

}
