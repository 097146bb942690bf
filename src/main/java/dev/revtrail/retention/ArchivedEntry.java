package dev.revtrail.retention;

import dev.revtrail.ChangeEntry;

/**
 * An entry in an archive: a line of one of its segments.
 *
 * @param policy the name of the policy that the entry was too old for
 * @param entry the entry as it was before its removal, with whole collections and without
 * the values of masked fields
 */
public record ArchivedEntry(String policy, ChangeEntry entry) {

}
