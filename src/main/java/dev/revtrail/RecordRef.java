package dev.revtrail;

/**
 * Points at a record of the host application.
 *
 * @param type the record type's name in upper-snake form, such as {@code BILLING_ITEM}
 * @param id the record's id in its canonical text form
 */
public record RecordRef(String type, String id) {

}
