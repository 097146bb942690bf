package dev.revtrail.envers.model;

/**
 * A record in a revision.
 *
 * @param revision the revision's number
 * @param recordId the record's id in canonical text form
 */
public record RevisionKey(long revision, String recordId) {

}
