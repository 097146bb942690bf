package dev.revtrail;

/**
 * What people called a record at a revision.
 *
 * @param record the record, by the name that its type has today
 * @param text the values of its {@link Tracked#label label} fields
 */
public record RecordLabel(RecordRef record, String text) {

}
