package dev.revtrail;

/**
 * The label of a record in a revision.
 *
 * @param record the record, by its type's current name
 * @param text the values of its {@link Tracked#label label} fields
 */
public record RecordLabel(RecordRef record, String text) {

}
