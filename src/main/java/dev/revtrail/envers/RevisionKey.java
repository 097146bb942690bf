package dev.revtrail.envers;

/**
 * A record in a revision.
 *
 * @param revision the revision's number
 * @param recordId the record's id in canonical text form
 */
record RevisionKey(long revision, String recordId) {

}
